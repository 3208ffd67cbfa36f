-- Adds an event to the end of the chain.
-- args: vendor, customer, sequence, id, type, actor_kind, actor_role, actor_id, on_behalf_of, reason, at, data, personal, hash, previous_hash
-- index: event_key
INSERT INTO event (
    vendor, customer, sequence, id, type, actor_kind, actor_role, actor_id, on_behalf_of, reason,
    at, data, personal, hash, previous_hash)
VALUES (
    :vendor, :customer, :sequence, :id, :type, :actor_kind, :actor_role, :actor_id, :on_behalf_of,
    :reason, :at, :data, :personal, :hash, :previous_hash)
