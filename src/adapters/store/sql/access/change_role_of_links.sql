-- Gives the sign-in links of a member another role.
-- args: actor_role, vendor, customer, member
-- index: sign_in_link_by_member
UPDATE sign_in_link
SET actor_role = :actor_role
WHERE vendor = :vendor AND customer = :customer AND member = :member
