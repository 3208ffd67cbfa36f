-- Puts a mail off that was not taken, if it is still leased by who tried it.
-- args: available_at, why, vendor, id, leased_until
-- index: mail_key
UPDATE mail
SET available_at = :available_at, tries = tries + 1, why = :why
WHERE vendor = :vendor AND id = :id AND available_at = :leased_until
