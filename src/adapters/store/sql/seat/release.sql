-- Takes a seat back that somebody holds.
-- args: until, vendor, customer, id
-- index: seat_holder_key
UPDATE seat_holder
SET until = :until
WHERE vendor = :vendor AND customer = :customer AND id = :id AND until IS NULL
