-- The attempts to pay an order, first try first.
-- args: vendor, customer, change
-- index: payment_attempt_by_order
SELECT
    vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method,
    saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at
FROM payment_attempt
WHERE vendor = :vendor AND customer = :customer AND change = :change
ORDER BY ordinal, id
