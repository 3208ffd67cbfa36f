-- Ends the recovery codes of a person.
-- args: vendor, person
-- index: recovery_code_key
DELETE FROM recovery_code
WHERE vendor = :vendor AND person = :person
