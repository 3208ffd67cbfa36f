-- Whose next step is due on or before a day, behind a place in the order of days and customers.
-- args: vendor, day, after_day, after_customer, limit
-- index: subscription_by_due_day
-- locks: nothing
SELECT vendor, customer, due_on
FROM subscription
WHERE vendor = :vendor AND due_on IS NOT NULL AND due_on <= :day
    AND (due_on, customer) > (:after_day, :after_customer)
ORDER BY due_on, customer
LIMIT :limit
