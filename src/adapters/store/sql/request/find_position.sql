-- Where a request stands in the lists, newest first.
-- args: vendor, id
-- index: request_by_id
SELECT created_at, id
FROM request
WHERE vendor = :vendor AND id = :id
