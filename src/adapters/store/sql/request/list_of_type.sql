-- A page of the requests of a type, all of them or those that are decided, newest first, behind a position.
-- args: vendor, type, created_at, id, state_group, limit
-- index: request_by_type
SELECT
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at, assignee, due_at,
    waiting_since, duplicate_of
FROM request
WHERE vendor = :vendor AND type = :type AND (created_at, id) < (:created_at, :id)
    AND (:state_group = 'all' OR state NOT IN ('new', 'acknowledged', 'in_progress', 'waiting_customer'))
ORDER BY created_at DESC, id DESC
LIMIT :limit
