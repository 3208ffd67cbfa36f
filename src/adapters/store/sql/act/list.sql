-- A customer's acts in their order, from the one on that has the event of a sequence number.
-- args: vendor, customer, first, limit
-- index: act_key
SELECT
    vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    events, personal, hash
FROM act
WHERE vendor = :vendor AND customer = :customer AND sequence >= (
    SELECT COALESCE(MAX(earlier.sequence), 0) FROM act AS earlier
    WHERE earlier.vendor = :vendor AND earlier.customer = :customer AND earlier.sequence <= :first)
ORDER BY sequence
LIMIT :limit
