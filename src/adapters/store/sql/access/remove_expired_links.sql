-- Removes sign-in links that expired before then, the oldest first.
-- args: before, limit
-- index: sign_in_link_by_expiry, sign_in_link_key
DELETE FROM sign_in_link
WHERE token_hash IN (
    SELECT token_hash
    FROM sign_in_link
    WHERE expires_at < :before
    ORDER BY expires_at
    LIMIT :limit)
