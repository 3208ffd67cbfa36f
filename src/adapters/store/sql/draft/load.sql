-- The draft of a member.
-- args: vendor, customer, member
-- index: one_draft_per_member
SELECT
    vendor, customer, member, version, wanted, step, method, updated_at
FROM draft
WHERE vendor = :vendor AND customer = :customer AND member = :member
