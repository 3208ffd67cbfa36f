-- The acts of a range of customers, chain by chain.
-- args: vendor, first, last
-- index: act_key
SELECT
    vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    events, personal, hash
FROM act
WHERE vendor = :vendor AND customer BETWEEN :first AND :last
ORDER BY vendor, customer, sequence
