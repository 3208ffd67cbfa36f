-- The files of a request, without their content, oldest first.
-- args: vendor, customer, request
-- index: attachment_by_request
SELECT
    vendor, customer, id, request, name, type, bytes, by_kind, by_role, by_id, at
FROM attachment
WHERE vendor = :vendor AND customer = :customer AND request = :request
ORDER BY at, id
