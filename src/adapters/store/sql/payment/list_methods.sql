-- The payment methods of a customer, the default first.
-- args: vendor, customer
-- index: payment_method_key
SELECT
    vendor, customer, id, details, is_default
FROM payment_method
WHERE vendor = :vendor AND customer = :customer
ORDER BY is_default DESC, id
