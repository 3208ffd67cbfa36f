-- Every number series.
-- args: 
-- index: none, verify reads everything
SELECT vendor, kind, year, last_number
FROM number_series
ORDER BY vendor, kind, year
