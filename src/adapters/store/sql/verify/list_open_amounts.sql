-- What the documents say each customer of a range owes; what was given up as uncollectible is owed all the same.
-- args: vendor, first, last
-- index: invoice_key
SELECT vendor, customer, currency, CAST(SUM(total_minor - paid_minor) AS BIGINT) AS amount_minor
FROM invoice
WHERE vendor = :vendor AND customer BETWEEN :first AND :last AND status <> 'void'
GROUP BY vendor, customer, currency
ORDER BY vendor, customer, currency
