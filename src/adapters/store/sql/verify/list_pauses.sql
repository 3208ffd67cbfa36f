-- The pauses of a range of customers, in the order they began.
-- args: vendor, first, last
-- index: pause_key
SELECT vendor, customer, from_day, to_day, invoices_before
FROM pause
WHERE vendor = :vendor AND customer BETWEEN :first AND :last
ORDER BY vendor, customer, from_day
