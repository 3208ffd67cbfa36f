-- Ends one session that was opened for somebody by an application.
-- args: vendor, actor_kind, actor_id, id
-- index: session_by_actor
DELETE FROM session
WHERE vendor = :vendor AND actor_kind = :actor_kind AND actor_id = :actor_id AND person = '' AND id = :id
