-- The members of a customer who are there, oldest id first.
-- args: vendor, customer
-- index: member_key
SELECT
    vendor, customer, id, email, first_name, last_name, position, role, is_owner, language, left_at
FROM member
WHERE vendor = :vendor AND customer = :customer AND left_at IS NULL
ORDER BY id
