-- The last of the next customers behind one.
-- args: vendor, after, limit
-- index: customer_key
SELECT MAX(id) AS last
FROM (
    SELECT id FROM customer
    WHERE vendor = :vendor AND id > :after
    ORDER BY id
    LIMIT :limit
) AS page
