-- How many recovery codes a person has left.
-- args: vendor, person
-- index: recovery_code_key
SELECT COUNT(*) AS left_over
FROM recovery_code
WHERE vendor = :vendor AND person = :person
