-- Gives a mail back that was not tried, if it is still leased.
-- args: available_at, vendor, id, leased_until
-- index: mail_key
UPDATE mail
SET available_at = :available_at
WHERE vendor = :vendor AND id = :id AND available_at = :leased_until
