-- The invitation of a member that can still be accepted or sent again.
-- args: vendor, customer, member
-- index: one_open_invitation
SELECT
    customer, id, member, seat, state, sent_at, expires_at, sends, ended_at
FROM invitation
WHERE vendor = :vendor AND customer = :customer AND member = :member AND state IN ('pending', 'expired')
