-- Adds a session.
-- args: token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, csrf_token, expires_at
-- index: session_key
INSERT INTO session (
    token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, csrf_token, expires_at)
VALUES (
    :token_hash, :vendor, :actor_kind, :actor_role, :actor_id, :customer, :member, :csrf_token,
    :expires_at)
