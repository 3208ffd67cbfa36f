-- What a member was told last.
-- args: vendor, customer, member, limit
-- index: notification_key
SELECT
    customer, member, id, type, data, at, read_at
FROM notification
WHERE vendor = :vendor AND customer = :customer AND member = :member
ORDER BY id DESC
LIMIT :limit
