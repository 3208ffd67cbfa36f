-- What a member has not read.
-- args: vendor, customer, member, type
-- index: notification_key
SELECT
    COUNT(*) AS unread, COUNT(CASE WHEN type = :type THEN 1 END) AS of_type
FROM notification
WHERE vendor = :vendor AND customer = :customer AND member = :member AND read_at IS NULL
