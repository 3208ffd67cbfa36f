-- Takes the next number of a series.
-- args: vendor, kind, year
-- index: number_series_key
INSERT INTO number_series (vendor, kind, year, last_number)
VALUES (:vendor, :kind, :year, 1)
ON CONFLICT (vendor, kind, year) DO UPDATE SET last_number = number_series.last_number + 1
RETURNING last_number
