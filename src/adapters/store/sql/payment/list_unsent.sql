-- Charges to a saved method that were decided and not sent, behind a place in the order they were decided in.
-- args: vendor, after_instant, after_id, limit
-- index: payment_attempt_unfinished
SELECT
    vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method,
    saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at
FROM payment_attempt
WHERE vendor = :vendor AND state IN ('intent', 'pending') AND state = 'intent'
    AND invoice IS NOT NULL AND saved_method IS NOT NULL AND redirect_url = ''
    AND (created_at, id) > (:after_instant, :after_id)
ORDER BY created_at, id
LIMIT :limit
