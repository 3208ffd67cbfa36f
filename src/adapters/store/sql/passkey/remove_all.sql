-- Forgets the passkeys of a person.
-- args: vendor, person
-- index: passkey_by_person
DELETE FROM passkey
WHERE vendor = :vendor AND person = :person
