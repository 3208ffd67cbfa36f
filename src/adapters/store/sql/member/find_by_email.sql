-- The member who is there with an address.
-- args: vendor, customer, email_key
-- index: one_email_per_customer
SELECT
    vendor, customer, id, email, first_name, last_name, position, role, is_owner, language, left_at
FROM member
WHERE vendor = :vendor AND customer = :customer AND email_key = :email_key AND email_key <> '' AND left_at IS NULL
