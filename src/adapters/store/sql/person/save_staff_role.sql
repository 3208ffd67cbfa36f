-- Makes a person one of the staff, or not any more.
-- args: vendor, id, staff_id, staff_role
-- index: person_key
UPDATE person
SET staff_id = :staff_id, staff_role = :staff_role
WHERE vendor = :vendor AND id = :id
