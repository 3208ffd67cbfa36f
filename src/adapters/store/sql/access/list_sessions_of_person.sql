-- The sessions of a person that have not expired.
-- args: vendor, person, now
-- index: session_by_person
-- locks: nothing
SELECT
    token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, csrf_token, expires_at, id, person,
    opened_by, opened_at, agent
FROM session
WHERE vendor = :vendor AND person = :person AND person <> '' AND expires_at > :now
