-- All tries to be paid by a customer, newest first.
-- args: vendor, customer, after, limit
-- index: payment_attempt_key
SELECT
    vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method,
    saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at
FROM payment_attempt
WHERE vendor = :vendor AND customer = :customer AND id < :after
ORDER BY id DESC
LIMIT :limit
