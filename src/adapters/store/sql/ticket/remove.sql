-- Uses up a ticket.
-- args: token_hash
-- index: ticket_key
DELETE FROM ticket
WHERE token_hash = :token_hash
