-- Writes a draft back if nobody did since it was read.
-- args: wanted, step, method, updated_at, vendor, customer, member, version
-- index: one_draft_per_member
UPDATE draft
SET
    version = version + 1, wanted = :wanted, step = :step, method = :method, updated_at =
    :updated_at
WHERE vendor = :vendor AND customer = :customer AND member = :member AND version = :version
