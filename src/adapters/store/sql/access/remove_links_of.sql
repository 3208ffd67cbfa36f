-- Uses up the sign-in links of a member.
-- args: vendor, customer, member
-- index: sign_in_link_by_member
DELETE FROM sign_in_link
WHERE vendor = :vendor AND customer = :customer AND member = :member
