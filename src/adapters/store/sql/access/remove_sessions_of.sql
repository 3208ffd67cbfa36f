-- Ends the sessions of a member.
-- args: vendor, customer, member
-- index: session_by_member
DELETE FROM session
WHERE vendor = :vendor AND customer = :customer AND member = :member
