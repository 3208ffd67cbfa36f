-- The place of the last entry before an instant.
-- args: vendor, until
-- index: audit_entry_by_time
SELECT sequence FROM audit_entry
WHERE vendor = :vendor AND at < :until
ORDER BY at DESC, sequence DESC
LIMIT 1
