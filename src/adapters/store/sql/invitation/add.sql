-- Keeps an invitation.
-- args: vendor, customer, id, member, seat, state, sent_at, expires_at, sends, ended_at
-- index: invitation_key
INSERT INTO invitation (
    vendor, customer, id, member, seat, state, sent_at, expires_at, sends, ended_at)
VALUES (
    :vendor, :customer, :id, :member, :seat, :state, :sent_at, :expires_at, :sends, :ended_at)
