-- Whose document has a number of its series.
-- args: vendor, kind, year, number
-- index: invoice_by_series
-- locks: nothing
SELECT customer
FROM invoice
WHERE vendor = :vendor AND kind = :kind AND series_year = :year AND series_number = :number
