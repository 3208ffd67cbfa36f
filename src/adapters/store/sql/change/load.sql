-- One order.
-- args: vendor, customer, id
-- index: change_order_key
SELECT
    vendor, customer, id, subscription, state, wanted, fingerprint, effective_on, effective_second,
    scheduled_on, reason, subscription_version, due_minor, currency, accepted_policy, actor_kind,
    actor_role, actor_id, invoice, refusal, created_at
FROM change_order
WHERE vendor = :vendor AND customer = :customer AND id = :id
