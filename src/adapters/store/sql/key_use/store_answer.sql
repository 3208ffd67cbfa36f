-- Keeps the answer that a replay gets.
-- args: status, content_type, body, vendor, caller, route, key
-- index: key_use_key
UPDATE key_use
SET status = :status, content_type = :content_type, body = :body
WHERE vendor = :vendor AND caller = :caller AND route = :route AND key = :key
