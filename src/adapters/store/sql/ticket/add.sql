-- Adds a ticket.
-- args: token_hash, use, vendor, person, data, expires_at
-- index: ticket_key
INSERT INTO ticket (
    token_hash, use, vendor, person, data, expires_at)
VALUES (
    :token_hash, :use, :vendor, :person, :data, :expires_at)
