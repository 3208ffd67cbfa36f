-- Customers that have no subscription.
-- args: 
-- index: none, verify reads everything
SELECT customer.vendor, customer.id
FROM customer
LEFT JOIN subscription ON subscription.vendor = customer.vendor AND subscription.customer = customer.id
WHERE subscription.id IS NULL
ORDER BY customer.vendor, customer.id
