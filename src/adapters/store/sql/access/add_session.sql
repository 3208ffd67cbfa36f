-- Adds a session.
-- args: token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, csrf_token, expires_at, id, person, opened_by, opened_at, agent
-- index: session_key
INSERT INTO session (
    token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, csrf_token, expires_at, id, person,
    opened_by, opened_at, agent)
VALUES (
    :token_hash, :vendor, :actor_kind, :actor_role, :actor_id, :customer, :member, :csrf_token,
    :expires_at, :id, :person, :opened_by, :opened_at, :agent)
