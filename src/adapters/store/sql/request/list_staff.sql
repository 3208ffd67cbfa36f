-- The people of the staff who sign in by themselves.
-- args: vendor
-- index: one_person_per_staff_id
SELECT staff_id, email
FROM person
WHERE vendor = :vendor AND staff_id <> ''
ORDER BY staff_id
