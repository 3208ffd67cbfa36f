-- The log goes on behind what was appended.
-- args: vendor, sequence, hash
-- index: audit_head_key
UPDATE audit_head SET sequence = :sequence, hash = :hash WHERE vendor = :vendor
