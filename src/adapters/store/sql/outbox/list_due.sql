-- What waits for delivery, oldest first.
-- args: now, limit
-- index: outbox_by_time
SELECT
    id, vendor, event, customer, available_at, tries
FROM outbox
WHERE available_at <= :now
ORDER BY available_at, id
LIMIT :limit
