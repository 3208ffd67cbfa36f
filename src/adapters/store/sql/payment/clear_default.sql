-- Takes the mark of the default from a customer's payment methods.
-- args: vendor, customer
-- index: one_default_method_per_customer
UPDATE payment_method
SET is_default = 0
WHERE vendor = :vendor AND customer = :customer AND is_default = 1
