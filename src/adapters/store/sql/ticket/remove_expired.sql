-- Removes what has expired.
-- args: now
-- index: ticket_by_expiry
DELETE FROM ticket
WHERE expires_at <= :now
