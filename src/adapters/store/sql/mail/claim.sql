-- Takes mails that are to be sent, longest waiting first, and keeps others from them for a while.
-- args: leased_until, now, limit
-- index: mail_by_time, mail_key
-- locks: nothing
UPDATE mail
SET available_at = :leased_until
WHERE (vendor, id) IN (
    SELECT vendor, id
    FROM mail
    WHERE available_at <= :now
    ORDER BY available_at, vendor, id
    LIMIT :limit)
RETURNING
    vendor, id, customer, about, template, language, email, name, fields, created_at, expires_at, state, available_at,
    tries, why
