-- Series of a vendor with documents that were not counted yet.
-- args: vendor
-- index: number_series_key, counted_series_key
-- locks: nothing
SELECT number_series.kind, number_series.year, number_series.last_number, COALESCE(counted_series.number, 0) AS counted
FROM number_series
LEFT JOIN counted_series ON counted_series.vendor = number_series.vendor AND counted_series.kind = number_series.kind
    AND counted_series.year = number_series.year
WHERE number_series.vendor = :vendor AND number_series.last_number > COALESCE(counted_series.number, 0)
ORDER BY number_series.kind, number_series.year
