-- Whom a customer invited, newest first.
-- args: vendor, customer
-- index: invitation_key
SELECT
    customer, id, member, seat, state, sent_at, expires_at, sends, ended_at
FROM invitation
WHERE vendor = :vendor AND customer = :customer
ORDER BY id DESC
LIMIT 1000
