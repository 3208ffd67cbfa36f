-- Units in use beside the people who hold them, of a range of customers.
-- args: vendor, first, last
-- index: seat_holder_by_member, one_seat_per_member, seat_holder_key, assigned_quantity_key
SELECT
    s.vendor, s.customer, s.seat, COUNT(CASE WHEN s.until IS NULL THEN 1 END) AS held,
    MIN(a.count) AS count
FROM seat_holder AS s
LEFT JOIN assigned_quantity AS a ON a.vendor = s.vendor AND a.customer = s.customer AND a.item = s.seat
WHERE s.vendor = :vendor AND s.customer BETWEEN :first AND :last
GROUP BY s.vendor, s.customer, s.seat
ORDER BY s.vendor, s.customer, s.seat
