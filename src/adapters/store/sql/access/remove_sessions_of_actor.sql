-- Ends the sessions that were opened for somebody by an application, but for one.
-- args: vendor, actor_kind, actor_id, except_id
-- index: session_by_actor
DELETE FROM session
WHERE vendor = :vendor AND actor_kind = :actor_kind AND actor_id = :actor_id AND person = '' AND id <> :except_id
