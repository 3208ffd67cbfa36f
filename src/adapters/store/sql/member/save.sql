-- Writes what may change of a member.
-- args: email, email_key, first_name, last_name, position, role, is_owner, language, left_at, vendor, customer, id
-- index: member_key
UPDATE member
SET
    email = :email, email_key = :email_key, first_name = :first_name, last_name = :last_name, position = :position,
    role = :role, is_owner = :is_owner, language = :language, left_at = :left_at
WHERE vendor = :vendor AND customer = :customer AND id = :id
