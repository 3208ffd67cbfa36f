-- Writes a payment attempt back.
-- args: change, invoice, ordinal, amount_minor, currency, state, method, saved_method, provider_reference, redirect_url, return_url, reason_code, details, vendor, customer, id
-- index: payment_attempt_key, payment_attempt_by_id
UPDATE payment_attempt
SET
    change = :change, invoice = :invoice, ordinal = :ordinal, amount_minor = :amount_minor, currency
    = :currency, state = :state, method = :method, saved_method = :saved_method, provider_reference
    = :provider_reference, redirect_url = :redirect_url, return_url = :return_url, reason_code =
    :reason_code, details = :details
WHERE vendor = :vendor AND customer = :customer AND id = :id
