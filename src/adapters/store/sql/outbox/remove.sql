-- Forgets a customer of whom everything was delivered, if it is still leased by who delivered the last act.
-- args: vendor, customer, sequence, leased_until
-- index: outbox_key
DELETE FROM outbox
WHERE vendor = :vendor AND customer = :customer AND sequence = :sequence AND available_at = :leased_until
