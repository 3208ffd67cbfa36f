-- One member.
-- args: vendor, customer, id
-- index: member_key
SELECT
    vendor, customer, id, email, first_name, last_name, role, language
FROM member
WHERE vendor = :vendor AND customer = :customer AND id = :id
