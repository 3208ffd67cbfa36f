-- Ends the pause of a customer that is open.
-- args: to_day, vendor, customer
-- index: one_open_pause_per_customer
UPDATE pause
SET to_day = :to_day
WHERE vendor = :vendor AND customer = :customer AND to_day IS NULL
