-- The newest events of a customer, newest first.
-- args: vendor, customer, limit
-- index: event_key
SELECT
    vendor, customer, sequence, id, type, actor_kind, actor_role, actor_id, on_behalf_of, reason,
    at, data, personal, hash, previous_hash
FROM event
WHERE vendor = :vendor AND customer = :customer
ORDER BY sequence DESC
LIMIT :limit
