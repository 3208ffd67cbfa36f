-- Whether anything waits for delivery.
-- args: now
-- index: outbox_by_time
-- locks: nothing
SELECT 1 AS is_waiting
FROM outbox
WHERE available_at <= :now
LIMIT 1
