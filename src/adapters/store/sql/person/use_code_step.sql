-- Takes note of the step a code was of, unless one of it or of a later one was used.
-- args: vendor, id, step
-- index: person_key
UPDATE person
SET last_code_step = :step
WHERE vendor = :vendor AND id = :id AND last_code_step < :step
