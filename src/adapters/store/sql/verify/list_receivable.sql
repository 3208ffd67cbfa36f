-- What the ledger says each customer owes.
-- args: 
-- index: none, verify reads everything
SELECT vendor, customer, currency, CAST(SUM(amount_minor) AS BIGINT) AS amount_minor
FROM ledger_entry
WHERE account = 'receivable'
GROUP BY vendor, customer, currency
ORDER BY vendor, customer, currency
