-- When all tries under a key are forgotten.
-- args: vendor, key
-- index: sign_in_try_key
SELECT full_at
FROM sign_in_try
WHERE vendor = :vendor AND key = :key
