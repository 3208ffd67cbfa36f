-- Forgets a kept filter.
-- args: vendor, staff, id
-- index: saved_view_key
DELETE FROM saved_view
WHERE vendor = :vendor AND staff = :staff AND id = :id
