-- Whether a customer is shut out.
-- args: vendor, customer
-- index: customer_block_key
SELECT vendor, customer, by_id, reason, since
FROM customer_block
WHERE vendor = :vendor AND customer = :customer
