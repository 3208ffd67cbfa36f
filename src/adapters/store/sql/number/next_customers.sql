-- The next customers in the order of their ids.
-- args: vendor, after, limit
-- index: customer_key
-- locks: nothing
SELECT id
FROM customer
WHERE vendor = :vendor AND id > :after
ORDER BY id
LIMIT :limit
