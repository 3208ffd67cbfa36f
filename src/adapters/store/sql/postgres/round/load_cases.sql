-- What the next steps of customers depend on that are locked, and the ends of their chains; `place` counts from 1.
-- args: vendor, run_day, customers, billing_versions
-- index: one_subscription_per_customer, billing_version_key, one_default_method_per_customer, assigned_quantity_key, act_key
SELECT
    wanted.place, subscription.id, subscription.customer, subscription.version, subscription.state,
    subscription.plan, subscription.cycle, subscription.currency, subscription.anchor, subscription.period_number,
    subscription.period_first_day, subscription.period_end_day, subscription.commitment_end,
    subscription.trial_end, subscription.trial_used, subscription.self_managed, subscription.body,
    subscription.due_on,
    CASE WHEN subscription.billed_day = :run_day THEN subscription.billed_count ELSE 0 END AS billed_today,
    billing_version.body AS billing, payment_method.id AS method, payment_method.details AS method_details,
    (
        SELECT string_agg(assigned_quantity.item || ' ' || assigned_quantity.count, ' ')
        FROM assigned_quantity
        WHERE assigned_quantity.vendor = wanted.vendor AND assigned_quantity.customer = wanted.customer
    ) AS assigned,
    last_act.next, last_act.hash
FROM (
    -- Apart, so that no plan begins with anything else than what is wanted.
    SELECT :vendor AS vendor, given.customer COLLATE "C" AS customer, given.billing_version, given.place
    FROM unnest(CAST(:customers AS TEXT[]), CAST(:billing_versions AS INTEGER[]))
        WITH ORDINALITY AS given (customer, billing_version, place)
    OFFSET 0
) AS wanted
JOIN subscription ON subscription.vendor = wanted.vendor AND subscription.customer = wanted.customer
JOIN billing_version ON billing_version.vendor = wanted.vendor AND billing_version.customer = wanted.customer
    AND billing_version.version = wanted.billing_version
LEFT JOIN payment_method ON payment_method.vendor = wanted.vendor AND payment_method.customer = wanted.customer
    AND payment_method.is_default = 1
LEFT JOIN LATERAL (
    SELECT act.sequence + act.count AS next, act.hash
    FROM act
    WHERE act.vendor = wanted.vendor AND act.customer = wanted.customer
    ORDER BY act.sequence DESC
    LIMIT 1
) AS last_act ON TRUE
