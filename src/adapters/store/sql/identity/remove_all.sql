-- Forgets what identity providers call a person.
-- args: vendor, person
-- index: identity_by_person
DELETE FROM identity
WHERE vendor = :vendor AND person = :person
