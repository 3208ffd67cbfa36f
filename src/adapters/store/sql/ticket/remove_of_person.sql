-- Ends the tickets of a person that are good for one thing.
-- args: vendor, person, use
-- index: ticket_by_person
DELETE FROM ticket
WHERE vendor = :vendor AND person = :person AND use = :use AND person <> ''
