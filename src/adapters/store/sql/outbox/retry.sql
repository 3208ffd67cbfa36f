-- Puts a delivery off that failed, if it is still leased by who tried it.
-- args: available_at, vendor, customer, sequence, leased_until
-- index: outbox_key
UPDATE outbox
SET available_at = :available_at, tries = tries + 1
WHERE vendor = :vendor AND customer = :customer AND sequence = :sequence AND available_at = :leased_until
