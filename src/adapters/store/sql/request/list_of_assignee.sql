-- A page of what somebody, or nobody, looks after: all or decided, of one type or any; newest first.
-- args: vendor, assignee, created_at, id, state_group, type, limit
-- index: request_by_assignee
SELECT
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at, assignee, due_at,
    waiting_since, duplicate_of
FROM request
WHERE vendor = :vendor AND assignee = :assignee AND (created_at, id) < (:created_at, :id)
    AND (:state_group = 'all' OR state NOT IN ('new', 'acknowledged', 'in_progress', 'waiting_customer'))
    AND (type = :type OR :type = '')
ORDER BY created_at DESC, id DESC
LIMIT :limit
