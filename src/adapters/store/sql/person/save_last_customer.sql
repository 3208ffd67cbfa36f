-- Remembers which of their organisations a person was in last.
-- args: vendor, id, last_customer
-- index: person_key
UPDATE person
SET last_customer = :last_customer
WHERE vendor = :vendor AND id = :id
