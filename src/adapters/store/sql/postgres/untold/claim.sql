-- Takes what is to be told by mail and nobody else is taking, longest waiting first, and keeps others from it for a while.
-- args: leased_until, now, limit
-- index: untold_act_by_time, untold_act_key
-- locks: nothing
WITH due AS MATERIALIZED (
    SELECT vendor, customer, sequence
    FROM untold_act
    WHERE available_at <= :now
    ORDER BY available_at, vendor, customer, sequence
    LIMIT :limit
    FOR UPDATE SKIP LOCKED)
UPDATE untold_act
SET available_at = :leased_until
FROM due
WHERE untold_act.vendor = due.vendor AND untold_act.customer = due.customer AND untold_act.sequence = due.sequence
RETURNING untold_act.vendor, untold_act.customer, untold_act.sequence, untold_act.tries
