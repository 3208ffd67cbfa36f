-- One request.
-- args: vendor, id
-- index: request_by_id
SELECT
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at, assignee, due_at,
    waiting_since, duplicate_of
FROM request
WHERE vendor = :vendor AND id = :id
