-- Takes what is to be told by mail, longest waiting first, and keeps others from it for a while.
-- args: leased_until, now, limit
-- index: untold_act_by_time, untold_act_key
-- locks: nothing
UPDATE untold_act
SET available_at = :leased_until
WHERE (vendor, customer, sequence) IN (
    SELECT vendor, customer, sequence
    FROM untold_act
    WHERE available_at <= :now
    ORDER BY available_at, vendor, customer, sequence
    LIMIT :limit)
RETURNING vendor, customer, sequence, tries
