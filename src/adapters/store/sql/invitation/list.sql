-- Whom a customer invited, with the people: first those who may still come or be asked again, the newest before.
-- args: vendor, customer
-- index: invitation_by_member, member_key
SELECT
    i.customer, i.id, i.member, i.seat, i.state, i.sent_at, i.expires_at, i.sends, i.ended_at, m.email, m.first_name,
    m.last_name, m.position, m.role, m.is_owner, m.language, m.left_at
FROM invitation AS i
JOIN member AS m ON m.vendor = i.vendor AND m.customer = i.customer AND m.id = i.member
WHERE i.vendor = :vendor AND i.customer = :customer
ORDER BY i.state IN ('pending', 'expired') DESC, i.id DESC
LIMIT 1000
