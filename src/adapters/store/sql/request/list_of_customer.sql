-- A page of a customer's requests, newest first, behind a position.
-- args: vendor, customer, created_at, id, limit
-- index: request_by_customer_age
SELECT
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at
FROM request
WHERE vendor = :vendor AND customer = :customer AND (created_at, id) < (:created_at, :id)
ORDER BY created_at DESC, id DESC
LIMIT :limit
