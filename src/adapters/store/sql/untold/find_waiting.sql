-- Whether anything is to be told by mail.
-- args: now
-- index: untold_act_by_time
-- locks: nothing
SELECT 1 AS is_waiting
FROM untold_act
WHERE available_at <= :now
LIMIT 1
