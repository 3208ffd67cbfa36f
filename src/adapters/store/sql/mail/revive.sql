-- Lets a refused mail be tried again, unless what it said is forgotten.
-- args: now, expires_at, vendor, id
-- index: mail_key
UPDATE mail
SET state = 'waiting', available_at = :now, expires_at = :expires_at, tries = 0, done_at = NULL
WHERE vendor = :vendor AND id = :id AND state = 'refused' AND fields <> ''
