-- Who is on the list of a member, in the order they were listed.
-- args: vendor, customer, author
-- index: listed_person_key
SELECT
    customer, author, email, first_name, last_name, position, source, listed_at, change
FROM listed_person
WHERE vendor = :vendor AND customer = :customer AND author = :author
ORDER BY listed_at, place
