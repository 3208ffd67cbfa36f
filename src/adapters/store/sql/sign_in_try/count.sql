-- One more try, where it is not too early.
-- args: vendor, key, now, per_try, latest
-- index: sign_in_try_key
UPDATE sign_in_try
SET full_at = CASE WHEN full_at > :now THEN full_at ELSE :now END + :per_try
WHERE vendor = :vendor AND key = :key AND CASE WHEN full_at > :now THEN full_at ELSE :now END + :per_try <= :latest
