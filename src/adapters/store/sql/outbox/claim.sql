-- Takes what waits for delivery, longest waiting first, and keeps others from it for a while.
-- args: leased_until, now, limit
-- index: outbox_by_time, outbox_key
-- locks: nothing
UPDATE outbox
SET available_at = :leased_until
WHERE (vendor, customer) IN (
    SELECT vendor, customer
    FROM outbox
    WHERE available_at <= :now
    ORDER BY available_at, vendor, customer
    LIMIT :limit)
RETURNING vendor, customer, sequence, tries
