-- The members of a customer, oldest id first.
-- args: vendor, customer
-- index: member_key
SELECT
    vendor, customer, id, email, first_name, last_name, role, language
FROM member
WHERE vendor = :vendor AND customer = :customer
ORDER BY id
