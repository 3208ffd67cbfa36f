-- The numbers of all documents, series by series.
-- args: 
-- index: none, verify reads everything
SELECT vendor, kind, series_year, series_number
FROM invoice
ORDER BY vendor, kind, series_year, series_number
