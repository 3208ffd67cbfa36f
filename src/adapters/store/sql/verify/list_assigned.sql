-- Units in use of a range of customers.
-- args: vendor, first, last
-- index: assigned_quantity_key
SELECT vendor, customer, item, count
FROM assigned_quantity
WHERE vendor = :vendor AND customer BETWEEN :first AND :last
ORDER BY vendor, customer, item
