-- One seat.
-- args: vendor, customer, id
-- index: seat_holder_key
SELECT
    vendor, customer, id, seat, member, source, since, until
FROM seat_holder
WHERE vendor = :vendor AND customer = :customer AND id = :id
