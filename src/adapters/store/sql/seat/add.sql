-- Gives somebody a seat.
-- args: vendor, customer, id, seat, member, source, since, until
-- index: seat_holder_key
INSERT INTO seat_holder (
    vendor, customer, id, seat, member, source, since, until)
VALUES (
    :vendor, :customer, :id, :seat, :member, :source, :since, :until)
