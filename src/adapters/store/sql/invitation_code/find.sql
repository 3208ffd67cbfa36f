-- The invitation code of a customer.
-- args: vendor, customer
-- index: one_code_per_customer
SELECT
    vendor, customer, code, is_active, use_limit, uses, set_at
FROM invitation_code
WHERE vendor = :vendor AND customer = :customer
