-- Adds a member.
-- args: vendor, customer, id, email, email_key, first_name, last_name, position, role, is_owner, language, left_at
-- index: member_key
INSERT INTO member (
    vendor, customer, id, email, email_key, first_name, last_name, position, role, is_owner, language, left_at)
VALUES (
    :vendor, :customer, :id, :email, :email_key, :first_name, :last_name, :position, :role, :is_owner, :language,
    :left_at)
