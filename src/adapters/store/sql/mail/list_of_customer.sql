-- Mails about a customer, newest first.
-- args: vendor, customer, after, limit
-- index: mail_by_customer
SELECT
    vendor, id, customer, about, template, language, email, name, fields, created_at, expires_at, state, available_at,
    tries, why
FROM mail
WHERE vendor = :vendor AND customer = :customer AND id < :after
ORDER BY id DESC
LIMIT :limit
