-- The attempts to pay an invoice, first try first.
-- args: vendor, customer, invoice
-- index: payment_attempt_by_invoice
SELECT
    vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method,
    saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at
FROM payment_attempt
WHERE vendor = :vendor AND customer = :customer AND invoice = :invoice
ORDER BY ordinal, id
