-- The API key of a secret.
-- args: secret_hash
-- index: api_key_by_secret
SELECT
    vendor, id, secret_hash, name, created_at
FROM api_key
WHERE secret_hash = :secret_hash
