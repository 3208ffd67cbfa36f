-- Writes a subscription back if nobody did since it was read.
-- args: state, plan, cycle, currency, anchor, period_number, period_first_day, period_end_day, commitment_end, trial_end, trial_used, self_managed, body, due_on, vendor, customer, id, version
-- index: one_subscription_per_customer, subscription_by_id
UPDATE subscription
SET
    version = version + 1, state = :state, plan = :plan, cycle = :cycle, currency = :currency,
    anchor = :anchor, period_number = :period_number, period_first_day = :period_first_day,
    period_end_day = :period_end_day, commitment_end = :commitment_end, trial_end = :trial_end,
    trial_used = :trial_used, self_managed = :self_managed, body = :body, due_on = :due_on
WHERE vendor = :vendor AND customer = :customer AND id = :id AND version = :version
