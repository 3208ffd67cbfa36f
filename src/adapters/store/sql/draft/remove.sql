-- Gives up the draft of a member.
-- args: vendor, customer, member
-- index: one_draft_per_member
DELETE FROM draft
WHERE vendor = :vendor AND customer = :customer AND member = :member
