-- Writes the subscription of a step back if nobody did since it was read, and counts its invoice.
-- args: state, plan, cycle, currency, anchor, period_number, period_first_day, period_end_day, commitment_end, trial_end, trial_used, self_managed, body, due_on, billed_day, billed, vendor, customer, version
-- index: one_subscription_per_customer, subscription_by_id
UPDATE subscription
SET
    version = version + 1, state = :state, plan = :plan, cycle = :cycle, currency = :currency,
    anchor = :anchor, period_number = :period_number, period_first_day = :period_first_day,
    period_end_day = :period_end_day, commitment_end = :commitment_end, trial_end = :trial_end,
    trial_used = :trial_used, self_managed = :self_managed, body = :body, due_on = :due_on,
    billed_count = CASE WHEN billed_day = :billed_day THEN billed_count + :billed ELSE :billed END,
    billed_day = :billed_day
WHERE vendor = :vendor AND customer = :customer AND version = :version
