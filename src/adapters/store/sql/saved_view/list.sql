-- The filters that one of the staff keeps, oldest first.
-- args: vendor, staff
-- index: saved_view_key
SELECT
    vendor, staff, id, name, filter, created_at
FROM saved_view
WHERE vendor = :vendor AND staff = :staff
ORDER BY created_at, id
