-- How many mails of a vendor no server took.
-- args: vendor
-- index: mail_refused
-- locks: nothing
SELECT COUNT(*) AS count
FROM mail
WHERE vendor = :vendor AND state = 'refused'
