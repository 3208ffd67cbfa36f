-- How many requests are open, and how many of them are late, by type and by who looks after them.
-- args: vendor, now
-- index: request_open_counted
-- locks: nothing
SELECT
    type, assignee, COUNT(*) AS open_count,
    COUNT(CASE WHEN due_at <= :now AND waiting_since IS NULL THEN 1 END) AS overdue_count
FROM request
WHERE vendor = :vendor AND state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer')
GROUP BY type, assignee
ORDER BY type, assignee
