-- How many subscriptions of a vendor the runs leave out.
-- args: vendor
-- index: parked_key, one_subscription_per_customer
-- locks: nothing
SELECT COUNT(*) AS count
FROM parked
JOIN subscription ON subscription.vendor = parked.vendor AND subscription.customer = parked.customer
WHERE parked.vendor = :vendor AND subscription.due_on IS NULL
