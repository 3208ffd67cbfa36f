-- Tells a member something.
-- args: vendor, customer, member, id, type, data, at
-- index: notification_key
INSERT INTO notification (
    vendor, customer, member, id, type, data, at, read_at)
VALUES (
    :vendor, :customer, :member, :id, :type, :data, :at, NULL)
