-- The order of a customer that awaits payment.
-- args: vendor, customer
-- index: one_open_order_per_subscription
SELECT
    vendor, customer, id, subscription, state, wanted, fingerprint, effective_on, effective_second,
    scheduled_on, reason, subscription_version, due_minor, currency, accepted_policy, actor_kind,
    actor_role, actor_id, invoice, refusal, created_at
FROM change_order
WHERE vendor = :vendor AND customer = :customer AND state = 'awaiting_payment'
