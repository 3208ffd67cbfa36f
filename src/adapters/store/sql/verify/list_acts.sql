-- Every act, chain by chain.
-- args: 
-- index: none, verify reads everything
SELECT
    vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    events, personal, hash
FROM act
ORDER BY vendor, customer, sequence
