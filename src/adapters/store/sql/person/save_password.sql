-- Gives a person another password.
-- args: vendor, id, password_hash, password_set_at
-- index: person_key
UPDATE person
SET password_hash = :password_hash, password_set_at = :password_set_at
WHERE vendor = :vendor AND id = :id
