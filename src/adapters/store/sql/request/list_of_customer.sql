-- A page of a customer's requests, newest first: open or decided, of one type, of one assignee, late ones.
-- args: vendor, customer, created_at, id, state_group, type, assignee, due_by, waiting, limit
-- index: request_by_customer_age
SELECT
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at, assignee, due_at,
    waiting_since, duplicate_of
FROM request
WHERE vendor = :vendor AND customer = :customer AND (created_at, id) < (:created_at, :id)
    AND (:state_group = 'all'
        OR (:state_group = 'open' AND state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer'))
        OR (:state_group = 'decided' AND state NOT IN ('new', 'acknowledged', 'in_progress', 'waiting_customer')))
    AND (type = :type OR :type = '') AND (assignee = :assignee OR :assignee = '*')
    AND due_at <= :due_by AND (waiting_since IS NULL OR :waiting = 'too')
ORDER BY created_at DESC, id DESC
LIMIT :limit
