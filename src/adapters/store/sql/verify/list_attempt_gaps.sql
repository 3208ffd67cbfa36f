-- Invoices of a range of customers whose attempts are not numbered 1, 2, 3 …
-- args: vendor, first, last
-- index: payment_attempt_key, payment_attempt_by_invoice
SELECT invoice, COUNT(*) AS attempts, MIN(ordinal) AS first_ordinal, MAX(ordinal) AS last_ordinal
FROM payment_attempt
WHERE vendor = :vendor AND customer BETWEEN :first AND :last AND invoice IS NOT NULL
GROUP BY vendor, customer, invoice
HAVING MIN(ordinal) <> 1 OR MAX(ordinal) <> COUNT(*) OR COUNT(DISTINCT ordinal) <> COUNT(*)
ORDER BY vendor, customer, invoice
