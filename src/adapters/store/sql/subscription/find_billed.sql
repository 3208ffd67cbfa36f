-- How many invoices runs issued for a subscription on a day.
-- args: vendor, customer, day
-- index: one_subscription_per_customer, subscription_by_id
SELECT billed_count
FROM subscription
WHERE vendor = :vendor AND customer = :customer AND billed_day = :day
