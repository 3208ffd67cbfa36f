-- Goes on to the next act of a customer, if it is still leased by who delivered the one before.
-- args: next, available_at, vendor, customer, sequence, leased_until
-- index: outbox_key
UPDATE outbox
SET sequence = :next, available_at = :available_at, tries = 0
WHERE vendor = :vendor AND customer = :customer AND sequence = :sequence AND available_at = :leased_until
