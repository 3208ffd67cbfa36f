-- How many who were invited and may still come have a seat, and how many wait without one, by kind of seat.
-- args: vendor, customer
-- index: one_open_invitation, invitation_by_member, one_seat_per_member
SELECT
    COALESCE(s.seat, i.seat) AS seat, COUNT(s.id) AS held, COUNT(*) - COUNT(s.id) AS waiting
FROM invitation AS i
LEFT JOIN seat_holder AS s
    ON s.vendor = i.vendor AND s.customer = i.customer AND s.member = i.member AND s.until IS NULL
WHERE
    i.vendor = :vendor AND i.customer = :customer AND i.state = 'pending' AND (s.id IS NOT NULL OR i.seat <> '')
GROUP BY COALESCE(s.seat, i.seat)
ORDER BY COALESCE(s.seat, i.seat)
