-- What happened to somebody's ways of signing in, newest first.
-- args: vendor, person, rows
-- index: security_note_key
SELECT
    vendor, person, id, type, at, agent, address
FROM security_note
WHERE vendor = :vendor AND person = :person
ORDER BY id DESC
LIMIT :rows
