-- How many mails of a vendor wait, and since when. Few mails wait, and a vendor has sent many.
-- args: vendor
-- index: mail_by_time
-- locks: nothing
SELECT COUNT(*) AS waiting, MIN(created_at) AS oldest_at
FROM mail
WHERE available_at >= 0 AND vendor || '' = :vendor
