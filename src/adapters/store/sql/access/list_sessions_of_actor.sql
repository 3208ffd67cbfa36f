-- The sessions that were opened for somebody by an application, and have not expired.
-- args: vendor, actor_kind, actor_id, now
-- index: session_by_actor
-- locks: nothing
SELECT
    token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, csrf_token, expires_at, id, person,
    opened_by, opened_at, agent
FROM session
WHERE vendor = :vendor AND actor_kind = :actor_kind AND actor_id = :actor_id AND person = '' AND expires_at > :now
