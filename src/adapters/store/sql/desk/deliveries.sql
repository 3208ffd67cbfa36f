-- How much of a vendor waits for delivery, how much of it failed, and since when the rest waits.
-- args: vendor
-- index: outbox_key
-- locks: nothing
SELECT COUNT(*) AS waiting, COUNT(CASE WHEN tries > 0 THEN 1 END) AS failing,
    MIN(CASE WHEN tries = 0 THEN available_at END) AS oldest_at
FROM outbox
WHERE vendor = :vendor
