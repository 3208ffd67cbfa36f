-- The request of a customer and type that is open.
-- args: vendor, customer, type
-- index: one_open_request_per_type
SELECT
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at, assignee, due_at,
    waiting_since, duplicate_of
FROM request
WHERE vendor = :vendor AND customer = :customer AND type = :type
    AND state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer')
