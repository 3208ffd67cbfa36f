-- The place of the first entry since an instant.
-- args: vendor, from
-- index: audit_entry_by_time
SELECT sequence FROM audit_entry
WHERE vendor = :vendor AND at >= :from
ORDER BY at, sequence
LIMIT 1
