-- A page of a customer's events in their order.
-- args: vendor, customer, after, limit
-- index: event_key
SELECT
    vendor, customer, sequence, id, type, actor_kind, actor_role, actor_id, on_behalf_of, reason,
    at, data, personal, hash, previous_hash
FROM event
WHERE vendor = :vendor AND customer = :customer AND sequence > :after
ORDER BY sequence
LIMIT :limit
