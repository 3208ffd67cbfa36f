-- How many are on the list of a member.
-- args: vendor, customer, author
-- index: listed_person_key
SELECT count(*) AS people
FROM listed_person
WHERE vendor = :vendor AND customer = :customer AND author = :author
