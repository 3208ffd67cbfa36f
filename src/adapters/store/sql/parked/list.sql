-- A page of what is parked, by customer.
-- args: vendor, after, limit
-- index: parked_key
SELECT parked.vendor, parked.customer, parked.code, parked.detail, parked.at, parked.due_on
FROM parked
JOIN subscription ON subscription.vendor = parked.vendor AND subscription.customer = parked.customer
WHERE parked.vendor = :vendor AND parked.customer > :after AND subscription.due_on IS NULL
ORDER BY parked.customer
LIMIT :limit
