-- Forgets acts that have waited too long to be told by mail.
-- args: before, limit
-- index: untold_act_by_time, untold_act_key
DELETE FROM untold_act
WHERE (vendor, customer, sequence) IN (
    SELECT vendor, customer, sequence
    FROM untold_act
    WHERE available_at < :before
    ORDER BY available_at, vendor, customer, sequence
    LIMIT :limit)
