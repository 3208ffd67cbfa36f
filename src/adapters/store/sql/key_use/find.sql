-- The first use of an idempotency key.
-- args: vendor, caller, route, key
-- index: key_use_key
SELECT
    vendor, caller, route, key, request_hash, resource, status, content_type, body, created_at
FROM key_use
WHERE vendor = :vendor AND caller = :caller AND route = :route AND key = :key
