-- Counts an invoice that a run issued for a subscription on a day.
-- args: day, vendor, customer
-- index: one_subscription_per_customer, subscription_by_id
UPDATE subscription
SET billed_count = CASE WHEN billed_day = :day THEN billed_count + 1 ELSE 1 END, billed_day = :day
WHERE vendor = :vendor AND customer = :customer
