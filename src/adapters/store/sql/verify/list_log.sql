-- The entries of a vendor's log from a place on, with the acts they tell of.
-- args: vendor, first
-- index: audit_entry_key, act_key
SELECT
    entry.vendor, entry.sequence, entry.at, entry.actor_kind, entry.actor_role, entry.actor_id, entry.verb,
    entry.customer, entry.subject, entry.reason, entry.facts, entry.personal, entry.act, entry.act_hash, entry.hash,
    act.hash AS present_hash
FROM audit_entry AS entry
LEFT JOIN act ON act.vendor = entry.vendor AND act.customer = entry.customer AND act.sequence = entry.act
WHERE entry.vendor = :vendor AND entry.sequence >= :first
ORDER BY entry.sequence
