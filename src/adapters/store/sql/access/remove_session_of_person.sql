-- Ends one session of a person.
-- args: vendor, person, id
-- index: session_by_person
DELETE FROM session
WHERE vendor = :vendor AND person = :person AND person <> '' AND id = :id
