-- The seats a member holds.
-- args: vendor, customer, member
-- index: one_seat_per_member
SELECT
    vendor, customer, id, seat, member, source, since, until
FROM seat_holder
WHERE vendor = :vendor AND customer = :customer AND member = :member AND until IS NULL
ORDER BY seat
