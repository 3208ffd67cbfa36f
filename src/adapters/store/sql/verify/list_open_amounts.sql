-- What the documents say each customer owes.
-- args: 
-- index: none, verify reads everything
SELECT vendor, customer, currency, CAST(SUM(total_minor - paid_minor) AS BIGINT) AS amount_minor
FROM invoice
WHERE status IN ('open', 'paid')
GROUP BY vendor, customer, currency
ORDER BY vendor, customer, currency
