-- Every posting.
-- args: 
-- index: none, verify reads everything
SELECT vendor, customer, document, posting, currency, entries
FROM posting
ORDER BY vendor, customer, document, posting
