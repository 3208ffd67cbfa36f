-- Whoever is taken off a seat before they come does not get it when they do.
-- args: vendor, customer, member, seat
-- index: invitation_by_member
UPDATE invitation
SET seat = ''
WHERE vendor = :vendor AND customer = :customer AND member = :member AND seat = :seat AND state = 'pending'
