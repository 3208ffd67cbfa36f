-- How much waits for delivery, how much of it failed before, and since when the rest waits that nobody put off.
-- args: now
-- index: outbox_by_time
SELECT COUNT(*) AS waiting, COUNT(CASE WHEN tries > 0 THEN 1 END) AS failing,
    COUNT(CASE WHEN tries > 0 OR available_at > :now THEN 1 END) AS put_off,
    MIN(CASE WHEN tries = 0 AND available_at <= :now THEN available_at END) AS oldest_at
FROM outbox
WHERE available_at >= 0
