-- Lets a customer in again.
-- args: vendor, customer
-- index: customer_block_key
DELETE FROM customer_block
WHERE vendor = :vendor AND customer = :customer
