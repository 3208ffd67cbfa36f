-- An act that is to be delivered; it never changes.
-- args: vendor, customer, sequence
-- index: act_key
-- locks: nothing
SELECT
    vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    events, personal, hash
FROM act
WHERE vendor = :vendor AND customer = :customer AND sequence = :sequence
