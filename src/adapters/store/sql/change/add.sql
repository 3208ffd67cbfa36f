-- Adds an order.
-- args: vendor, customer, id, subscription, state, wanted, fingerprint, effective_on, effective_second, scheduled_on, reason, subscription_version, due_minor, currency, accepted_policy, actor_kind, actor_role, actor_id, invoice, refusal, created_at
-- index: change_order_key, one_open_order_per_subscription, one_live_order_per_fingerprint
INSERT INTO change_order (
    vendor, customer, id, subscription, state, wanted, fingerprint, effective_on, effective_second,
    scheduled_on, reason, subscription_version, due_minor, currency, accepted_policy, actor_kind,
    actor_role, actor_id, invoice, refusal, created_at)
VALUES (
    :vendor, :customer, :id, :subscription, :state, :wanted, :fingerprint, :effective_on,
    :effective_second, :scheduled_on, :reason, :subscription_version, :due_minor, :currency,
    :accepted_policy, :actor_kind, :actor_role, :actor_id, :invoice, :refusal, :created_at)
