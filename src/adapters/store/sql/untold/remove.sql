-- Forgets an act whose mails are queued, if it is still leased by who queued them.
-- args: vendor, customer, sequence, leased_until
-- index: untold_act_key
DELETE FROM untold_act
WHERE vendor = :vendor AND customer = :customer AND sequence = :sequence AND available_at = :leased_until
