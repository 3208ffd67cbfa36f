-- The end of a customer's chain.
-- args: vendor, customer
-- index: act_key
SELECT sequence, count, hash
FROM act
WHERE vendor = :vendor AND customer = :customer
ORDER BY sequence DESC
LIMIT 1
