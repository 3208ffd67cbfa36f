-- One invitation.
-- args: vendor, customer, id
-- index: invitation_key
SELECT
    customer, id, member, seat, state, sent_at, expires_at, sends, ended_at
FROM invitation
WHERE vendor = :vendor AND customer = :customer AND id = :id
