-- Notes what became of a mail, if it is still leased by who tried it, and forgets what it said.
-- args: state, why, fields, done_at, vendor, id, leased_until
-- index: mail_key
UPDATE mail
SET state = :state, why = :why, fields = :fields, done_at = :done_at, available_at = NULL
WHERE vendor = :vendor AND id = :id AND available_at = :leased_until
