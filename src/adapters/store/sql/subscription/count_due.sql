-- How many subscriptions are due on or before a day.
-- args: vendor, day
-- index: subscription_by_due_day
SELECT COUNT(*) AS count
FROM subscription
WHERE vendor = :vendor AND due_on IS NOT NULL AND due_on <= :day
