-- Removes tries that count no more, the oldest first. One that came meanwhile stays: the outer question is asked again.
-- args: before, limit
-- index: sign_in_try_by_age, sign_in_try_key
DELETE FROM sign_in_try
WHERE full_at < :before AND (vendor, key) IN (
    SELECT vendor, key
    FROM sign_in_try
    WHERE full_at < :before
    ORDER BY full_at
    LIMIT :limit)
