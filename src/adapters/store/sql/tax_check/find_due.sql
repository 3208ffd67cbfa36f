-- The check of a number that has been due longest.
-- args: vendor, now
-- index: tax_check_by_due
SELECT due_at
FROM tax_check
WHERE vendor = :vendor AND due_at <= :now
ORDER BY due_at, customer
LIMIT 1
