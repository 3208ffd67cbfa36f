-- Says on which day the next step is due, or that no run takes it.
-- args: due_on, vendor, customer
-- index: one_subscription_per_customer, subscription_by_id
UPDATE subscription
SET due_on = :due_on
WHERE vendor = :vendor AND customer = :customer
