-- The newest entries of a part of a log.
-- args: vendor, first, last, from, until, limit
-- index: audit_entry_key
SELECT
    vendor, sequence, at, actor_kind, actor_role, actor_id, verb, customer, subject, reason, facts, personal, act,
    act_hash, hash
FROM audit_entry
WHERE vendor = :vendor AND sequence BETWEEN :first AND :last AND at >= :from AND at < :until
ORDER BY sequence DESC
LIMIT :limit
