-- When the earliest happened of what could not be delivered yet.
-- args: 
-- index: outbox_by_time, act_key
SELECT MIN(act.at) AS oldest_at
FROM outbox
JOIN act ON act.vendor = outbox.vendor AND act.customer = outbox.customer AND act.sequence = outbox.sequence
WHERE outbox.available_at >= 0 AND outbox.tries > 0
