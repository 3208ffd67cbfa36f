-- Whose next step is due, in the order of days and customers, behind a place in it.
-- args: vendor, after_day, after_customer, limit
-- index: subscription_by_due_day, customer_key
-- locks: nothing
SELECT
    subscription.vendor, subscription.customer, subscription.id, subscription.version, subscription.state,
    subscription.plan, subscription.cycle, subscription.currency, subscription.anchor, subscription.period_number,
    subscription.period_first_day, subscription.period_end_day, subscription.commitment_end, subscription.trial_end,
    subscription.trial_used, subscription.self_managed, subscription.body, subscription.due_on,
    customer.name AS customer_name
FROM subscription
JOIN customer ON customer.vendor = subscription.vendor AND customer.id = subscription.customer
WHERE subscription.vendor = :vendor AND subscription.due_on IS NOT NULL
    AND (subscription.due_on, subscription.customer) > (:after_day, :after_customer)
ORDER BY subscription.due_on, subscription.customer
LIMIT :limit
