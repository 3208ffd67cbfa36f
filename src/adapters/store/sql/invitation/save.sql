-- Keeps what became of an invitation.
-- args: seat, state, sent_at, expires_at, sends, ended_at, vendor, customer, id
-- index: invitation_key
UPDATE invitation
SET seat = :seat, state = :state, sent_at = :sent_at, expires_at = :expires_at, sends = :sends, ended_at = :ended_at
WHERE vendor = :vendor AND customer = :customer AND id = :id
