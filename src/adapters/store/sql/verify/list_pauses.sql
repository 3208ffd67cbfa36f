-- Every pause, in the order they began.
-- args: 
-- index: none, verify reads everything
SELECT vendor, customer, from_day, to_day, invoices_before
FROM pause
ORDER BY vendor, customer, from_day
