-- Takes customers whose check is due, longest first, and keeps others from them for a while.
-- args: vendor, leased_until, now, limit
-- index: tax_check_by_due, tax_check_key
-- locks: nothing
UPDATE tax_check
SET due_at = :leased_until
WHERE (vendor, customer) IN (
    SELECT vendor, customer
    FROM tax_check
    WHERE vendor = :vendor AND due_at <= :now
    ORDER BY due_at, customer
    LIMIT :limit)
RETURNING customer
