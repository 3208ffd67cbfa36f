-- Sums of documents that are not what the documents come to that were counted.
-- args: 
-- index: none, verify reads everything
SELECT vendor, figure, currency, about, month, CAST(SUM(amount) AS BIGINT) AS amount, CAST(SUM(count) AS BIGINT) AS count
FROM (
    SELECT vendor, figure, currency, about, month, amount, count
    FROM number_sum
    WHERE figure IN ('document.net', 'document.tax')
    UNION ALL
    SELECT
        invoice.vendor, part.figure, invoice.currency, invoice.tax_country, SUBSTR(invoice.issued_on, 1, 7),
        CASE WHEN part.figure = 'document.net' THEN -net_minor ELSE net_minor - total_minor END, -1
    FROM counted_series
    JOIN invoice ON invoice.vendor = counted_series.vendor AND invoice.kind = counted_series.kind
        AND invoice.series_year = counted_series.year AND invoice.series_number <= counted_series.number
    CROSS JOIN (SELECT 'document.net' AS figure UNION ALL SELECT 'document.tax') AS part
) AS both_sides
GROUP BY vendor, figure, currency, about, month
HAVING SUM(amount) <> 0 OR SUM(count) <> 0
ORDER BY vendor, figure, currency, about, month
