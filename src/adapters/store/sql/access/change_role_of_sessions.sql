-- Gives the sessions of a member another role.
-- args: actor_role, vendor, customer, member
-- index: session_by_member
UPDATE session
SET actor_role = :actor_role
WHERE vendor = :vendor AND customer = :customer AND member = :member
