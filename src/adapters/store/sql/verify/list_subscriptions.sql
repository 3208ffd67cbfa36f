-- The subscriptions of a range of customers.
-- args: vendor, first, last
-- index: one_subscription_per_customer, subscription_by_id
SELECT
    vendor, customer, id, version, state, plan, cycle, currency, anchor, period_number,
    period_first_day, period_end_day, commitment_end, trial_end, trial_used, self_managed, body
FROM subscription
WHERE vendor = :vendor AND customer BETWEEN :first AND :last
ORDER BY vendor, customer
