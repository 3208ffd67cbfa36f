-- Takes what waits for delivery and nobody else is taking, longest waiting first, and keeps others from it for a while.
-- args: leased_until, now, limit
-- index: outbox_by_time, outbox_key
-- locks: nothing
WITH due AS MATERIALIZED (
    SELECT vendor, customer
    FROM outbox
    WHERE available_at <= :now
    ORDER BY available_at, vendor, customer
    LIMIT :limit
    FOR UPDATE SKIP LOCKED)
UPDATE outbox
SET available_at = :leased_until
FROM due
WHERE outbox.vendor = due.vendor AND outbox.customer = due.customer
RETURNING outbox.vendor, outbox.customer, outbox.sequence, outbox.tries
