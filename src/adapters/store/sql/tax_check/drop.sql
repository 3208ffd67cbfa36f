-- The tax register is not asked about the customer any more.
-- args: vendor, customer
-- index: tax_check_key
DELETE FROM tax_check WHERE vendor = :vendor AND customer = :customer
