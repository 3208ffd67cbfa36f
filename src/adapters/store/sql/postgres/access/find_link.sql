-- A sign-in link that has not expired; whoever comes second waits until the first one used it up.
-- args: token_hash, now
-- index: sign_in_link_key
SELECT
    token_hash, vendor, actor_kind, actor_role, actor_id, customer, member, target, expires_at,
    reusable
FROM sign_in_link
WHERE token_hash = :token_hash AND expires_at > :now
FOR UPDATE
