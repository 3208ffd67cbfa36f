-- One customer.
-- args: vendor, id
-- index: customer_key, billing_version_key
SELECT
    customer.vendor, customer.id, customer.version, customer.name, customer.language, customer.time_zone,
    billing_version.body AS billing, customer.created_at
FROM customer
LEFT JOIN billing_version ON billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
    AND billing_version.version = customer.billing_version
WHERE customer.vendor = :vendor AND customer.id = :id
