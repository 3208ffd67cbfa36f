-- Adds a request.
-- args: vendor, customer, id, type, state, version, message, wanted, change, details, author_kind, author_role, author_id, decision_reason, decided_by, created_at, decided_at
-- index: request_key, one_open_request_per_type
INSERT INTO request (
    vendor, customer, id, type, state, version, message, wanted, change, details, author_kind,
    author_role, author_id, decision_reason, decided_by, created_at, decided_at)
VALUES (
    :vendor, :customer, :id, :type, :state, :version, :message, :wanted, :change, :details,
    :author_kind, :author_role, :author_id, :decision_reason, :decided_by, :created_at, :decided_at)
