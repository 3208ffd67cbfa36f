-- Keeps billing information of a customer behind what it was before.
-- args: vendor, customer, body
-- index: billing_version_key
INSERT INTO billing_version (vendor, customer, version, body)
SELECT :vendor, :customer, COALESCE(MAX(version), 0) + 1, :body
FROM billing_version
WHERE vendor = :vendor AND customer = :customer
RETURNING version
