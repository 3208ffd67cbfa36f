-- Writes an order back.
-- args: state, wanted, fingerprint, effective_on, effective_second, scheduled_on, reason, subscription_version, due_minor, currency, accepted_policy, actor_kind, actor_role, actor_id, invoice, refusal, vendor, customer, id
-- index: change_order_key
UPDATE change_order
SET
    state = :state, wanted = :wanted, fingerprint = :fingerprint, effective_on = :effective_on,
    effective_second = :effective_second, scheduled_on = :scheduled_on, reason = :reason,
    subscription_version = :subscription_version, due_minor = :due_minor, currency = :currency,
    accepted_policy = :accepted_policy, actor_kind = :actor_kind, actor_role = :actor_role, actor_id
    = :actor_id, invoice = :invoice, refusal = :refusal
WHERE vendor = :vendor AND customer = :customer AND id = :id
