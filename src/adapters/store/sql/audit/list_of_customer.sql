-- The newest of what was done about a customer.
-- args: vendor, about, verb, first, last, from, until, limit
-- index: audit_entry_by_customer
SELECT
    vendor, sequence, at, actor_kind, actor_role, actor_id, verb, customer, subject, reason, facts, personal, act,
    act_hash, hash
FROM audit_entry
WHERE vendor = :vendor AND customer = :about AND sequence BETWEEN :first AND :last AND at >= :from AND at < :until
    AND (:verb = '' OR verb = :verb)
ORDER BY sequence DESC
LIMIT :limit
