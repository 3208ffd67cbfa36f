-- Forgets the password and the codes of a person; a step of codes that was used stays used.
-- args: vendor, id
-- index: person_key
UPDATE person
SET password_hash = '', password_set_at = NULL, sealed_code_key = '', second_factor_since = NULL
WHERE vendor = :vendor AND id = :id
