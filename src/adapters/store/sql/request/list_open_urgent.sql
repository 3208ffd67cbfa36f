-- A page of the open requests, the most urgent first: of one type, of one assignee, late ones.
-- args: vendor, after_due, id, type, assignee, due_by, waiting, limit
-- index: request_open_by_due
SELECT
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at, assignee, due_at,
    waiting_since, duplicate_of
FROM request
WHERE vendor = :vendor AND state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer')
    AND (due_at, id) > (:after_due, :id)
    AND (type = :type OR :type = '') AND (assignee = :assignee OR :assignee = '*')
    AND due_at <= :due_by AND (waiting_since IS NULL OR :waiting = 'too')
ORDER BY due_at, id
LIMIT :limit
