-- Whatever was given out to a person is good for nothing.
-- args: vendor, person
-- index: ticket_by_person
DELETE FROM ticket
WHERE vendor = :vendor AND person = :person AND person <> ''
