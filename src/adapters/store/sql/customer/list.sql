-- A page of customers, newest first, behind a position.
-- args: vendor, created_at, id, limit
-- index: customer_by_age
SELECT
    vendor, id, version, name, language, time_zone, billing, created_at
FROM customer
WHERE vendor = :vendor AND (created_at, id) < (:created_at, :id)
ORDER BY created_at DESC, id DESC
LIMIT :limit
