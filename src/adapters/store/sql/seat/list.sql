-- Who holds the seats of a customer now, with the people.
-- args: vendor, customer
-- index: one_seat_per_member, member_key
SELECT
    s.vendor, s.customer, s.id, s.seat, s.source, s.since, s.until, m.id AS member, m.email, m.first_name,
    m.last_name, m.position, m.role, m.is_owner, m.language, m.left_at
FROM seat_holder AS s
JOIN member AS m ON m.vendor = s.vendor AND m.customer = s.customer AND m.id = s.member
WHERE s.vendor = :vendor AND s.customer = :customer AND s.until IS NULL
ORDER BY s.since, s.id
