-- Keeps a filter under a name.
-- args: vendor, staff, id, name, filter, created_at
-- index: saved_view_key
INSERT INTO saved_view (vendor, staff, id, name, filter, created_at)
VALUES (:vendor, :staff, :id, :name, :filter, :created_at)
