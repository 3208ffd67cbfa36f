-- The act behind another one.
-- args: vendor, customer, sequence
-- index: act_key
SELECT sequence, at
FROM act
WHERE vendor = :vendor AND customer = :customer AND sequence > :sequence
ORDER BY sequence
LIMIT 1
