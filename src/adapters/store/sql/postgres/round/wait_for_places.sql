-- Customers whose next step is still due, locked as soon as others let them go, in the order of their ids.
-- args: vendor, day, customers
-- index: customer_key, one_subscription_per_customer
SELECT
    id AS customer, version, name, language, time_zone, billing_version, created_at
FROM customer
WHERE vendor = :vendor AND id = ANY (:customers)
    AND (
        SELECT subscription.due_on
        FROM subscription
        WHERE subscription.vendor = :vendor AND subscription.customer = customer.id) <= :day
ORDER BY id
FOR NO KEY UPDATE
