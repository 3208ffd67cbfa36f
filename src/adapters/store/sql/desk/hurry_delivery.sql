-- Lets an act that could not be delivered be tried now.
-- args: now, vendor, customer
-- index: outbox_failing, outbox_key
UPDATE outbox
SET available_at = :now
WHERE vendor = :vendor AND customer = :customer AND tries > 0 AND available_at > :now
