-- What staff noted about a request, oldest first.
-- args: vendor, customer, request
-- index: request_note_key
SELECT
    vendor, customer, request, sequence, by_kind, by_role, by_id, text, at
FROM request_note
WHERE vendor = :vendor AND customer = :customer AND request = :request
ORDER BY sequence
