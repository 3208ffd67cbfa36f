-- The order of a summary that awaits payment or was applied.
-- args: vendor, customer, fingerprint
-- index: one_live_order_per_fingerprint
SELECT
    vendor, customer, id, subscription, state, wanted, fingerprint, effective_on, effective_second,
    scheduled_on, reason, subscription_version, due_minor, currency, accepted_policy, actor_kind,
    actor_role, actor_id, invoice, refusal, created_at
FROM change_order
WHERE vendor = :vendor AND customer = :customer AND fingerprint = :fingerprint
    AND state IN ('awaiting_payment', 'applied') AND fingerprint <> ''
