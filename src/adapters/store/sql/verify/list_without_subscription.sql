-- Customers of a range that have no subscription.
-- args: vendor, first, last
-- index: customer_key, one_subscription_per_customer
SELECT customer.vendor, customer.id
FROM customer
LEFT JOIN subscription ON subscription.vendor = customer.vendor AND subscription.customer = customer.id
    AND subscription.customer BETWEEN :first AND :last
WHERE customer.vendor = :vendor AND customer.id BETWEEN :first AND :last AND subscription.id IS NULL
ORDER BY customer.vendor, customer.id
