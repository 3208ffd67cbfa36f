-- Invitations whose time is over, longest first.
-- args: vendor, now, limit
-- index: invitation_by_expiry
-- locks: nothing
SELECT
    customer, id, member, seat, state, sent_at, expires_at, sends, ended_at
FROM invitation
WHERE vendor = :vendor AND expires_at <= :now AND state = 'pending'
ORDER BY expires_at
LIMIT :limit
