-- Removes sessions that expired before then, the oldest first.
-- args: before, limit
-- index: session_by_expiry, session_key
DELETE FROM session
WHERE token_hash IN (
    SELECT token_hash
    FROM session
    WHERE expires_at < :before
    ORDER BY expires_at
    LIMIT :limit)
