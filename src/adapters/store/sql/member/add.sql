-- Adds a member.
-- args: vendor, customer, id, email, first_name, last_name, role, language
-- index: member_key
INSERT INTO member (
    vendor, customer, id, email, first_name, last_name, role, language)
VALUES (
    :vendor, :customer, :id, :email, :first_name, :last_name, :role, :language)
