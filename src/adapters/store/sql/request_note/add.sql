-- Adds a note behind the others of its request.
-- args: vendor, customer, request, by_kind, by_role, by_id, text, at
-- index: request_note_key
INSERT INTO request_note (vendor, customer, request, sequence, by_kind, by_role, by_id, text, at)
SELECT :vendor, :customer, :request, COALESCE(MAX(sequence), 0) + 1, :by_kind, :by_role, :by_id, :text, :at
FROM request_note
WHERE vendor = :vendor AND customer = :customer AND request = :request
