-- Whose subscription is in a state, by plan, the newest first, behind a place in that order.
-- args: vendor, state, after_plan, after_customer, limit
-- index: subscription_by_state
-- locks: nothing
SELECT customer
FROM subscription
WHERE vendor = :vendor AND state = :state AND (plan, customer) < (:after_plan, :after_customer)
ORDER BY plan DESC, customer DESC
LIMIT :limit
