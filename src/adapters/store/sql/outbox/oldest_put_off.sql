-- When the earliest happened of what waits for another try, or is in the hands of somebody.
-- args: now
-- index: outbox_by_time, act_key
SELECT MIN(act.at) AS oldest_at
FROM outbox
JOIN act ON act.vendor = outbox.vendor AND act.customer = outbox.customer AND act.sequence = outbox.sequence
WHERE outbox.available_at >= 0 AND (outbox.tries > 0 OR outbox.available_at > :now)
