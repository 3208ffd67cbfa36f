-- The attempt to save a card or wallet that is not final; there is at most one.
-- args: vendor, customer
-- index: one_open_save_per_customer, payment_attempt_by_invoice
SELECT
    vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method,
    saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at
FROM payment_attempt
WHERE vendor = :vendor AND customer = :customer AND change IS NULL AND invoice IS NULL
    AND state IN ('intent', 'pending')
