-- Appends an entry; about whom it is, is not locked here.
-- args: vendor, sequence, at, actor_kind, actor_role, actor_id, verb, about, subject, reason, facts, personal, act, act_hash, hash
-- index: audit_entry_key
INSERT INTO audit_entry (
    vendor, sequence, at, actor_kind, actor_role, actor_id, verb, customer, subject, reason, facts, personal, act,
    act_hash, hash)
VALUES (
    :vendor, :sequence, :at, :actor_kind, :actor_role, :actor_id, :verb, :about, :subject, :reason, :facts,
    :personal, :act, :act_hash, :hash)
