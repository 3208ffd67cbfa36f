-- The version of a customer's billing information that says the same.
-- args: vendor, customer, body
-- index: billing_version_key
SELECT version
FROM billing_version
WHERE vendor = :vendor AND customer = :customer AND body = :body
ORDER BY version
LIMIT 1
