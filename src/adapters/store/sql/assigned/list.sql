-- Units in use per item.
-- args: vendor, customer
-- index: assigned_quantity_key
SELECT item, count
FROM assigned_quantity
WHERE vendor = :vendor AND customer = :customer
ORDER BY item
