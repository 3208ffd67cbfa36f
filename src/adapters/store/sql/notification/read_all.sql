-- Notes that a member read what they were told, up to one.
-- args: read_at, vendor, customer, member, id
-- index: notification_key
UPDATE notification
SET read_at = :read_at
WHERE vendor = :vendor AND customer = :customer AND member = :member AND id <= :id AND read_at IS NULL
