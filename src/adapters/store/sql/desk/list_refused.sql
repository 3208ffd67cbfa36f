-- Mails that no server took, newest first.
-- args: vendor, after, limit
-- index: mail_refused
-- locks: nothing
SELECT
    vendor, id, customer, about, template, language, email, name, fields, created_at, expires_at, state, available_at,
    tries, why
FROM mail
WHERE vendor = :vendor AND state = 'refused' AND id < :after
ORDER BY id DESC
LIMIT :limit
