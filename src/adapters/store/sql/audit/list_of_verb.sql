-- The newest of one kind of what was done.
-- args: vendor, verb, first, last, from, until, limit
-- index: audit_entry_by_verb
SELECT
    vendor, sequence, at, actor_kind, actor_role, actor_id, verb, customer, subject, reason, facts, personal, act,
    act_hash, hash
FROM audit_entry
WHERE vendor = :vendor AND verb = :verb AND sequence BETWEEN :first AND :last AND at >= :from AND at < :until
ORDER BY sequence DESC
LIMIT :limit
