-- Keeps a payment method, or what is known anew of one.
-- args: vendor, customer, id, details, is_default
-- index: payment_method_key, one_default_method_per_customer
INSERT INTO payment_method (
    vendor, customer, id, details, is_default)
VALUES (
    :vendor, :customer, :id, :details, :is_default)
ON CONFLICT (vendor, customer, id) DO UPDATE
SET details = excluded.details, is_default = excluded.is_default
