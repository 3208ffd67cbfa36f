-- Adds a request.
-- args: vendor, customer, id, type, state, version, message, wanted, change, details, author_kind, author_role, author_id, decision_reason, decided_by, created_at, decided_at, assignee, due_at, waiting_since, duplicate_of
-- index: request_key, one_open_request_per_type
INSERT INTO request (
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at, assignee, due_at,
    waiting_since, duplicate_of)
VALUES (
    :vendor, :customer, :id, :type, :state, :version, :message, :wanted, :change, :details,
    :author_kind, :author_role, :author_id, :decision_reason, :decided_by, :created_at, :decided_at, :assignee, :due_at,
    :waiting_since, :duplicate_of)
