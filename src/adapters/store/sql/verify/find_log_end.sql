-- Where a vendor's log ends.
-- args: vendor
-- index: audit_head_key
SELECT sequence, hash FROM audit_head WHERE vendor = :vendor
