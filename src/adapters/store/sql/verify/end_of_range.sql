-- The customer so many places behind another one.
-- args: vendor, first, offset
-- index: customer_key
SELECT id
FROM customer
WHERE vendor = :vendor AND id >= :first
ORDER BY id
LIMIT 1 OFFSET :offset
