-- Sums that are not what their facts come to. Units in use and documents are facts elsewhere.
-- args: 
-- index: none, verify reads everything
SELECT vendor, figure, currency, about, month, CAST(SUM(amount) AS BIGINT) AS amount, CAST(SUM(count) AS BIGINT) AS count
FROM (
    SELECT vendor, figure, currency, about, month, amount, count
    FROM number_sum
    WHERE figure NOT IN ('units.used', 'document.net', 'document.tax')
    UNION ALL
    SELECT vendor, figure, currency, about, SUBSTR(day, 1, 7), -amount, -count
    FROM number_fact
    WHERE figure <> 'units.used'
) AS both_sides
GROUP BY vendor, figure, currency, about, month
HAVING SUM(amount) <> 0 OR SUM(count) <> 0
ORDER BY vendor, figure, currency, about, month
