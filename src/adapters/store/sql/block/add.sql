-- Shuts a customer out.
-- args: vendor, customer, by_id, reason, since
-- index: customer_block_key
INSERT INTO customer_block (vendor, customer, by_id, reason, since)
VALUES (:vendor, :customer, :by_id, :reason, :since)
