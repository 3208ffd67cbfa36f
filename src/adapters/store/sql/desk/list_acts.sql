-- A customer's acts before an event, newest first.
-- args: vendor, customer, before, limit
-- index: act_key
SELECT
    vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    events, personal, hash
FROM act
WHERE vendor = :vendor AND customer = :customer AND sequence < :before
ORDER BY sequence DESC
LIMIT :limit
