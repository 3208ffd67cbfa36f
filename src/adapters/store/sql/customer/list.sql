-- A page of customers, newest first, behind a position.
-- args: vendor, created_at, id, limit
-- index: customer_by_age, billing_version_key
SELECT
    customer.vendor, customer.id, customer.version, customer.name, customer.language, customer.time_zone,
    billing_version.body AS billing, customer.created_at
FROM customer
LEFT JOIN billing_version ON billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
    AND billing_version.version = customer.billing_version
WHERE customer.vendor = :vendor AND (customer.created_at, customer.id) < (:created_at, :id)
ORDER BY customer.created_at DESC, customer.id DESC
LIMIT :limit
