-- Whose subscription is in a state and of a plan, the newest first.
-- args: vendor, state, plan, after_customer, limit
-- index: subscription_by_state
-- locks: nothing
SELECT customer
FROM subscription
WHERE vendor = :vendor AND state = :state AND plan = :plan AND customer < :after_customer
ORDER BY customer DESC
LIMIT :limit
