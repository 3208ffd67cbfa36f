-- How many units of each item are counted as being in use.
-- args: 
-- index: none, verify reads everything
SELECT vendor, about, CAST(SUM(amount) AS BIGINT) AS amount
FROM number_sum
WHERE figure = 'units.used'
GROUP BY vendor, about
ORDER BY vendor, about
