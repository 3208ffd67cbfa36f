-- Adds an API key.
-- args: vendor, id, secret_hash, name, created_at
-- index: api_key_key
INSERT INTO api_key (
    vendor, id, secret_hash, name, created_at)
VALUES (
    :vendor, :id, :secret_hash, :name, :created_at)
