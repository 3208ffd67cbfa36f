-- A ticket that has not expired.
-- args: token_hash, use, now
-- index: ticket_key
SELECT
    token_hash, use, vendor, person, data, expires_at
FROM ticket
WHERE token_hash = :token_hash AND use = :use AND expires_at > :now
