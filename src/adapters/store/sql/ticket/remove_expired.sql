-- Removes tickets that expired before then, the oldest first.
-- args: before, limit
-- index: ticket_by_expiry, ticket_key
DELETE FROM ticket
WHERE token_hash IN (
    SELECT token_hash
    FROM ticket
    WHERE expires_at < :before
    ORDER BY expires_at
    LIMIT :limit)
