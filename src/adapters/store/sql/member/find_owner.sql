-- The owner of a customer.
-- args: vendor, customer
-- index: one_owner_per_customer
SELECT
    vendor, customer, id, email, first_name, last_name, position, role, is_owner, language, left_at
FROM member
WHERE vendor = :vendor AND customer = :customer AND is_owner = 1
