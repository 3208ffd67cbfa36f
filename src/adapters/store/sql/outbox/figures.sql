-- How much waits for delivery, how much of it failed, and since when the rest waits; of the earliest, due and put off.
-- args: now, most
-- index: outbox_by_time
SELECT COUNT(*) AS waiting, COUNT(CASE WHEN tries > 0 THEN 1 END) AS failing,
    COUNT(CASE WHEN tries > 0 OR available_at > :now THEN 1 END) AS put_off,
    MIN(CASE WHEN tries = 0 AND available_at <= :now THEN available_at END) AS oldest_at
FROM (
    SELECT tries, available_at
    FROM (SELECT tries, available_at FROM outbox WHERE available_at <= :now ORDER BY available_at LIMIT :most) AS earliest
    UNION ALL
    SELECT tries, available_at
    FROM (SELECT tries, available_at FROM outbox WHERE available_at > :now ORDER BY available_at LIMIT :most) AS earliest
) AS earliest
