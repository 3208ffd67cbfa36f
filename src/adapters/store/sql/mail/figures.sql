-- How many mails wait, how many of them failed before, and how many were refused.
-- args:
-- index: mail_by_time, mail_refused
SELECT
    CAST(SUM(waiting) AS BIGINT) AS waiting, CAST(SUM(failing) AS BIGINT) AS failing,
    CAST(SUM(refused) AS BIGINT) AS refused
FROM (
    SELECT COUNT(*) AS waiting, COUNT(CASE WHEN tries > 0 THEN 1 END) AS failing, 0 AS refused
    FROM mail
    WHERE available_at >= 0
    UNION ALL
    SELECT 0 AS waiting, 0 AS failing, COUNT(*) AS refused
    FROM mail
    WHERE vendor > '' AND state = 'refused'
) AS earliest
