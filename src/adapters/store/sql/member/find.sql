-- One member.
-- args: vendor, customer, id
-- index: member_key
SELECT
    vendor, customer, id, email, first_name, last_name, position, role, is_owner, language, left_at
FROM member
WHERE vendor = :vendor AND customer = :customer AND id = :id
