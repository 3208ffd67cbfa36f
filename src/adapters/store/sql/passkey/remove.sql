-- Removes a passkey of a person.
-- args: vendor, person, id
-- index: passkey_key, passkey_by_person
DELETE FROM passkey
WHERE vendor = :vendor AND id = :id AND person = :person
