-- Keeps the first use of an idempotency key.
-- args: vendor, caller, route, key, request_hash, resource, status, content_type, body, created_at
-- index: key_use_key
INSERT INTO key_use (
    vendor, caller, route, key, request_hash, resource, status, content_type, body, created_at)
VALUES (
    :vendor, :caller, :route, :key, :request_hash, :resource, :status, :content_type, :body,
    :created_at)
