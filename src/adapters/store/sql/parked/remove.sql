-- Lets the runs take a subscription up again.
-- args: vendor, customer
-- index: parked_key
DELETE FROM parked
WHERE vendor = :vendor AND customer = :customer
