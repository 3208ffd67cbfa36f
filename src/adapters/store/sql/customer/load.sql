-- One customer.
-- args: vendor, id
-- index: customer_key
SELECT
    vendor, id, version, name, language, time_zone, billing, created_at
FROM customer
WHERE vendor = :vendor AND id = :id
