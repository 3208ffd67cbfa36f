-- Puts an act off that could not be told, if it is still leased by who tried it.
-- args: available_at, vendor, customer, sequence, leased_until
-- index: untold_act_key
UPDATE untold_act
SET available_at = :available_at, tries = tries + 1
WHERE vendor = :vendor AND customer = :customer AND sequence = :sequence AND available_at = :leased_until
