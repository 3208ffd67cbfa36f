-- What the documents say each customer owes; what was given up as uncollectible is owed all the same.
-- args: 
-- index: none, verify reads everything
SELECT vendor, customer, currency, CAST(SUM(total_minor - paid_minor) AS BIGINT) AS amount_minor
FROM invoice
WHERE status <> 'void'
GROUP BY vendor, customer, currency
ORDER BY vendor, customer, currency
