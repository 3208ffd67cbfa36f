-- Ends the sessions of a person, but for one.
-- args: vendor, person, except_id
-- index: session_by_person
DELETE FROM session
WHERE vendor = :vendor AND person = :person AND person <> '' AND id <> :except_id
