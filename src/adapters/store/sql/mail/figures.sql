-- How many mails wait, how many of them failed before, and how many were refused; of the earliest of both.
-- args: most
-- index: mail_by_time, mail_refused
SELECT
    COUNT(CASE WHEN is_refused = 0 THEN 1 END) AS waiting,
    COUNT(CASE WHEN is_refused = 0 AND tries > 0 THEN 1 END) AS failing,
    COUNT(CASE WHEN is_refused = 1 THEN 1 END) AS refused
FROM (
    SELECT 0 AS is_refused, tries
    FROM (SELECT tries FROM mail WHERE available_at >= 0 ORDER BY available_at LIMIT :most) AS earliest
    UNION ALL
    SELECT 1 AS is_refused, tries
    FROM (SELECT tries FROM mail WHERE vendor > '' AND state = 'refused' ORDER BY vendor, id LIMIT :most) AS earliest
) AS earliest
