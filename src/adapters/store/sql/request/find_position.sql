-- Where a request stands in the lists, by age and by urgency.
-- args: vendor, id
-- index: request_by_id
SELECT created_at, due_at, id
FROM request
WHERE vendor = :vendor AND id = :id
