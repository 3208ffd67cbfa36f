-- Adds a sign-in link.
-- args: token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, target, expires_at, reusable
-- index: sign_in_link_key
INSERT INTO sign_in_link (
    token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, target, expires_at,
    reusable)
VALUES (
    :token_hash, :vendor, :actor_kind, :actor_role, :actor_id, :customer, :member, :target,
    :expires_at, :reusable)
