-- The next vendor with a log, or with the end of one.
-- args: after
-- index: audit_entry_key, audit_entry_by_time, audit_head_key
SELECT MIN(vendor) AS vendor
FROM (
    SELECT MIN(vendor) AS vendor FROM audit_entry WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM audit_head WHERE vendor > :after
) AS earliest
