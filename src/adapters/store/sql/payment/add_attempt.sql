-- Adds a payment attempt.
-- args: vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method, saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at
-- index: payment_attempt_key, one_open_attempt_per_order, one_open_attempt_per_invoice, one_open_save_per_customer
INSERT INTO payment_attempt (
    vendor, customer, id, change, invoice, ordinal, amount_minor, currency, state, method,
    saved_method, provider_reference, redirect_url, return_url, reason_code, details, created_at)
VALUES (
    :vendor, :customer, :id, :change, :invoice, :ordinal, :amount_minor, :currency, :state, :method,
    :saved_method, :provider_reference, :redirect_url, :return_url, :reason_code, :details,
    :created_at)
