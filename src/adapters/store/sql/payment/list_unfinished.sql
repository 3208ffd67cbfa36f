-- Attempts that are not final and began before an instant, behind a place in the order they were made in.
-- args: vendor, before, after_instant, after_id, limit
-- index: payment_attempt_unfinished
SELECT
    vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method,
    saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at
FROM payment_attempt
WHERE vendor = :vendor AND state IN ('intent', 'pending') AND created_at < :before
    AND (created_at, id) > (:after_instant, :after_id)
ORDER BY created_at, id
LIMIT :limit
