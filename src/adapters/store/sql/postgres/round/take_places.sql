-- The next due places behind one, each with its customer, now locked; without, where another transaction has it.
-- args: vendor, day, after_day, after_customer, limit
-- index: subscription_by_due_day, customer_key
WITH due AS MATERIALIZED (
    SELECT customer, due_on
    FROM subscription
    WHERE vendor = :vendor AND due_on IS NOT NULL AND due_on <= :day
        AND (due_on, customer) > (:after_day, :after_customer)
    ORDER BY due_on, customer
    LIMIT :limit)
SELECT
    due.customer, due.due_on, locked.version, locked.name, locked.language, locked.time_zone,
    locked.billing_version, locked.created_at
FROM due
LEFT JOIN LATERAL (
    SELECT version, name, language, time_zone, billing_version, created_at
    FROM customer
    WHERE customer.vendor = :vendor AND customer.id = due.customer
    FOR NO KEY UPDATE SKIP LOCKED
) AS locked ON TRUE
