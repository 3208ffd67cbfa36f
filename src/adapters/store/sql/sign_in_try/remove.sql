-- Forgets the tries under a key.
-- args: vendor, key
-- index: sign_in_try_key
DELETE FROM sign_in_try
WHERE vendor = :vendor AND key = :key
