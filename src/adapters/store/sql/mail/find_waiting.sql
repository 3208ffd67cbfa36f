-- Whether any mail is to be sent.
-- args: now
-- index: mail_by_time
-- locks: nothing
SELECT 1 AS is_waiting
FROM mail
WHERE available_at <= :now
LIMIT 1
