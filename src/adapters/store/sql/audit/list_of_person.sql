-- The newest of what one of the staff did.
-- args: vendor, person, verb, about, first, last, from, until, limit
-- index: audit_entry_by_person
SELECT
    vendor, sequence, at, actor_kind, actor_role, actor_id, verb, customer, subject, reason, facts, personal, act,
    act_hash, hash
FROM audit_entry
WHERE vendor = :vendor AND actor_id = :person AND sequence BETWEEN :first AND :last AND at >= :from AND at < :until
    AND (:verb = '' OR verb = :verb) AND (:about = '' OR customer = :about)
ORDER BY sequence DESC
LIMIT :limit
