-- Every subscription.
-- args: 
-- index: none, verify reads everything
SELECT
    vendor, customer, id, version, state, plan, cycle, currency, anchor, period_number,
    period_first_day, period_end_day, commitment_end, trial_end, trial_used, self_managed, body
FROM subscription
ORDER BY vendor, customer
