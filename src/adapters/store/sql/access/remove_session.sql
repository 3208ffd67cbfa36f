-- Ends a session.
-- args: token_hash
-- index: session_key
DELETE FROM session
WHERE token_hash = :token_hash
