-- How much waits for delivery, how much of it failed before, and since when what did not fail waits.
-- args: 
-- index: outbox_by_time
SELECT COUNT(*) AS waiting, COUNT(CASE WHEN tries > 0 THEN 1 END) AS failing,
    MIN(CASE WHEN tries = 0 THEN available_at END) AS oldest_at
FROM outbox
WHERE available_at >= 0
