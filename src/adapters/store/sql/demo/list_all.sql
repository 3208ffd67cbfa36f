-- A page of the demos of a vendor, newest first, behind a position.
-- args: vendor, created_at, id, limit
-- index: demo_by_age
SELECT
    vendor, id, state, version, company, first_name, last_name, email, phone, language, time_zone, wished_at,
    expected, message, slot_at, lost_reason, became, change, created_at, due_at
FROM demo
WHERE vendor = :vendor AND (created_at, id) < (:created_at, :id)
ORDER BY created_at DESC, id DESC
LIMIT :limit
