-- The postings of a range of customers.
-- args: vendor, first, last
-- index: posting_key
SELECT vendor, customer, document, posting, currency, entries
FROM posting
WHERE vendor = :vendor AND customer BETWEEN :first AND :last
ORDER BY vendor, customer, document, posting
