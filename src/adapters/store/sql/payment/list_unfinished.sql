-- Attempts that are not final and began before an instant, oldest first.
-- args: vendor, before, limit
-- index: payment_attempt_unfinished
SELECT
    vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method,
    saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at
FROM payment_attempt
WHERE vendor = :vendor AND state IN ('intent', 'pending') AND created_at < :before
ORDER BY created_at, id
LIMIT :limit
