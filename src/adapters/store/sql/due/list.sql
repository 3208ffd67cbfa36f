-- A slice of what is due behind a place in the order of days and customers, with all that its steps depend on.
-- args: run_day, vendor, day, after_day, after_customer, limit
-- index: subscription_by_due_day, customer_key, billing_version_key, one_default_method_per_customer, assigned_quantity_key, act_key
-- locks: nothing
SELECT
    subscription.vendor, subscription.customer, subscription.id, subscription.version, subscription.state,
    subscription.plan, subscription.cycle, subscription.currency, subscription.anchor, subscription.period_number,
    subscription.period_first_day, subscription.period_end_day, subscription.commitment_end, subscription.trial_end,
    subscription.trial_used, subscription.self_managed, subscription.body, subscription.due_on,
    CASE WHEN subscription.billed_day = :run_day THEN subscription.billed_count ELSE 0 END AS billed_today,
    customer.version AS customer_version, customer.name, customer.language, customer.time_zone,
    customer.created_at, customer.billing_version, billing_version.body AS billing,
    payment_method.id AS method, payment_method.details,
    (SELECT group_concat(item || ' ' || count, ' ') FROM assigned_quantity
        WHERE assigned_quantity.vendor = subscription.vendor AND assigned_quantity.customer = subscription.customer)
        AS assigned,
    (SELECT (act.sequence + act.count) || ' ' || act.hash FROM act
        WHERE act.vendor = subscription.vendor AND act.customer = subscription.customer
        ORDER BY act.sequence DESC LIMIT 1) AS chain_end
FROM subscription
JOIN customer ON customer.vendor = subscription.vendor AND customer.id = subscription.customer
LEFT JOIN billing_version ON billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
    AND billing_version.version = customer.billing_version
LEFT JOIN payment_method ON payment_method.vendor = subscription.vendor
    AND payment_method.customer = subscription.customer AND payment_method.is_default = 1
WHERE subscription.vendor = :vendor AND subscription.due_on IS NOT NULL AND subscription.due_on <= :day
    AND (subscription.due_on, subscription.customer) > (:after_day, :after_customer)
ORDER BY subscription.due_on, subscription.customer
LIMIT :limit
