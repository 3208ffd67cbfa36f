-- Whether a subscription still is as it was read.
-- args: vendor, customer, version
-- index: one_subscription_per_customer
SELECT version
FROM subscription
WHERE vendor = :vendor AND customer = :customer AND version = :version
