-- Postings that do not sum to zero.
-- args: 
-- index: none, verify reads everything
SELECT vendor, customer, document, posting, currency, CAST(SUM(amount_minor) AS BIGINT) AS rest_minor
FROM ledger_entry
GROUP BY vendor, customer, document, posting, currency
HAVING SUM(amount_minor) <> 0
ORDER BY vendor, customer, document, posting
