-- Keeps a payment method.
-- args: vendor, customer, id, details, is_default
-- index: payment_method_key, one_default_method_per_customer
INSERT INTO payment_method (
    vendor, customer, id, details, is_default)
VALUES (
    :vendor, :customer, :id, :details, :is_default)
