-- What the documents say of each number series.
-- args: 
-- index: none, verify reads everything
SELECT vendor, kind, series_year, COUNT(DISTINCT series_number) AS used, COUNT(*) AS documents,
    MIN(series_number) AS first_number, MAX(series_number) AS last_number
FROM invoice
GROUP BY vendor, kind, series_year
ORDER BY vendor, kind, series_year
