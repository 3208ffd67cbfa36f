-- Where a customer stands in the list, newest first.
-- args: vendor, id
-- index: customer_key
SELECT created_at, id
FROM customer
WHERE vendor = :vendor AND id = :id
