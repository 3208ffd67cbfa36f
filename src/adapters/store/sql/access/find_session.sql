-- A session that has not expired.
-- args: token_hash, now
-- index: session_key
SELECT
    token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, csrf_token, expires_at, id, person,
    opened_by, opened_at, agent
FROM session
WHERE token_hash = :token_hash AND expires_at > :now
