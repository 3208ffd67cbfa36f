-- One mail.
-- args: vendor, id
-- index: mail_key
-- locks: nothing
SELECT
    vendor, id, customer, about, template, language, email, name, fields, created_at, expires_at, state, available_at,
    tries, why
FROM mail
WHERE vendor = :vendor AND id = :id
