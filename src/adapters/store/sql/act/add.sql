-- Adds an act to the end of its customer's chain.
-- args: vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at, events, personal, hash
-- index: act_key
INSERT INTO act (
    vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    events, personal, hash)
VALUES (
    :vendor, :customer, :sequence, :count, :chain, :actor_kind, :actor_role, :actor_id, :on_behalf_of,
    :reason, :at, :events, :personal, :hash)
