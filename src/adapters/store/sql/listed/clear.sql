-- Forgets the list of a member.
-- args: vendor, customer, author
-- index: listed_person_key
DELETE FROM listed_person
WHERE vendor = :vendor AND customer = :customer AND author = :author
