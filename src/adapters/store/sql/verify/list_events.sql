-- Every event, chain by chain.
-- args: 
-- index: none, verify reads everything
SELECT
    vendor, customer, sequence, id, type, actor_kind, actor_role, actor_id, on_behalf_of, reason,
    at, data, personal, hash, previous_hash
FROM event
ORDER BY vendor, customer, sequence
