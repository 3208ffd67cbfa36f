-- When the tax register is asked about the customer's number.
-- args: vendor, customer
-- index: tax_check_key
SELECT due_at FROM tax_check WHERE vendor = :vendor AND customer = :customer
