-- Takes the next numbers of a series, and answers the last of them.
-- args: vendor, kind, year, count
-- index: number_series_key
INSERT INTO number_series (vendor, kind, year, last_number)
VALUES (:vendor, :kind, :year, :count)
ON CONFLICT (vendor, kind, year) DO UPDATE SET last_number = number_series.last_number + excluded.last_number
RETURNING last_number
