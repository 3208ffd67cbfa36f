-- Says with which change the people on a list get their seats.
-- args: change, vendor, customer, author
-- index: listed_person_key
UPDATE listed_person
SET change = :change
WHERE vendor = :vendor AND customer = :customer AND author = :author
