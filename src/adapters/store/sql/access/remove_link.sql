-- Uses up a sign-in link.
-- args: token_hash
-- index: sign_in_link_key
DELETE FROM sign_in_link
WHERE token_hash = :token_hash
