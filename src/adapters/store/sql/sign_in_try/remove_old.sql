-- Removes tries that count no more.
-- args: vendor, now
-- index: sign_in_try_by_age
DELETE FROM sign_in_try
WHERE vendor = :vendor AND full_at <= :now
