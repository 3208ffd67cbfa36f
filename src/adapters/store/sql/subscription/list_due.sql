-- Subscriptions whose next step is due on a day, longest overdue first.
-- args: vendor, day, limit
-- index: subscription_by_due_day
SELECT
    vendor, customer, id, version, state, plan, cycle, currency, anchor, period_number,
    period_first_day, period_end_day, commitment_end, trial_end, trial_used, self_managed, body
FROM subscription
WHERE vendor = :vendor AND due_on IS NOT NULL AND due_on <= :day
ORDER BY due_on, customer
LIMIT :limit
