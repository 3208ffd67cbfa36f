-- Gives a kept filter another name, and what it holds.
-- args: vendor, staff, id, name, filter
-- index: saved_view_key
UPDATE saved_view
SET name = :name, filter = :filter
WHERE vendor = :vendor AND staff = :staff AND id = :id
