-- The first members of a customer who are there in a role, oldest id first.
-- args: vendor, customer, role, limit
-- index: member_key
SELECT
    vendor, customer, id, email, first_name, last_name, position, role, is_owner, language, left_at
FROM member
WHERE vendor = :vendor AND customer = :customer AND role = :role AND left_at IS NULL
ORDER BY id
LIMIT :limit
