-- Sets up, turns on or ends the one-time codes of a person.
-- args: vendor, id, sealed_code_key, second_factor_since
-- index: person_key
UPDATE person
SET sealed_code_key = :sealed_code_key, second_factor_since = :second_factor_since
WHERE vendor = :vendor AND id = :id
