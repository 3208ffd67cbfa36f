-- What the ledger says each customer has to their credit, with the sign of the ledger.
-- args: 
-- index: none, verify reads everything
SELECT vendor, customer, currency, CAST(SUM(amount_minor) AS BIGINT) AS amount_minor
FROM ledger_entry
WHERE account = 'customer_balance'
GROUP BY vendor, customer, currency
ORDER BY vendor, customer, currency
