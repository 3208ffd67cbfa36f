-- The end of a customer's chain.
-- args: vendor, customer
-- index: event_key
SELECT sequence, hash
FROM event
WHERE vendor = :vendor AND customer = :customer
ORDER BY sequence DESC
LIMIT 1
