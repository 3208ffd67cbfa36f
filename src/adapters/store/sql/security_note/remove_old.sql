-- Removes what happened before then to anybody's ways of signing in, the oldest first.
-- args: before, limit
-- index: security_note_by_age, security_note_key
DELETE FROM security_note
WHERE (vendor, person, id) IN (
    SELECT vendor, person, id
    FROM security_note
    WHERE at < :before
    ORDER BY at
    LIMIT :limit)
