-- Adds the subscription of a customer.
-- args: vendor, customer, id, version, state, plan, cycle, currency, anchor, period_number, period_first_day, period_end_day, commitment_end, trial_end, trial_used, self_managed, body, due_on
-- index: one_subscription_per_customer
INSERT INTO subscription (
    vendor, customer, id, version, state, plan, cycle, currency, anchor, period_number,
    period_first_day, period_end_day, commitment_end, trial_end, trial_used, self_managed, body,
    due_on)
VALUES (
    :vendor, :customer, :id, :version, :state, :plan, :cycle, :currency, :anchor, :period_number,
    :period_first_day, :period_end_day, :commitment_end, :trial_end, :trial_used, :self_managed,
    :body, :due_on)
