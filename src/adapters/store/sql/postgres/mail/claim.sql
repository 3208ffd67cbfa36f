-- Takes mails that are to be sent and nobody else is taking, longest waiting first, and keeps others from them for a while.
-- args: leased_until, now, limit
-- index: mail_by_time, mail_key
-- locks: nothing
WITH due AS MATERIALIZED (
    SELECT vendor, id
    FROM mail
    WHERE available_at <= :now
    ORDER BY available_at, vendor, id
    LIMIT :limit
    FOR UPDATE SKIP LOCKED)
UPDATE mail
SET available_at = :leased_until
FROM due
WHERE mail.vendor = due.vendor AND mail.id = due.id
RETURNING
    mail.vendor, mail.id, mail.customer, mail.about, mail.template, mail.language, mail.email, mail.name, mail.fields,
    mail.created_at, mail.expires_at, mail.state, mail.available_at, mail.tries, mail.why
