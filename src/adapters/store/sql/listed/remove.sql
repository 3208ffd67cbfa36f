-- Takes somebody off the list of a member.
-- args: vendor, customer, author, email_key
-- index: listed_person_key
DELETE FROM listed_person
WHERE vendor = :vendor AND customer = :customer AND author = :author AND email_key = :email_key
