-- Writes a request back if nobody did since it was read.
-- args: type, state, message, wanted, change, details, decision_reason, decided_by, decided_at, assignee, due_at, waiting_since, duplicate_of, vendor, customer, id, version
-- index: request_key, request_by_id
UPDATE request
SET
    version = version + 1, type = :type, state = :state, message = :message, wanted = :wanted,
    change = :change, details = :details, decision_reason = :decision_reason, decided_by =
    :decided_by, decided_at = :decided_at, assignee = :assignee, due_at = :due_at, waiting_since = :waiting_since,
    duplicate_of = :duplicate_of
WHERE vendor = :vendor AND customer = :customer AND id = :id AND version = :version
