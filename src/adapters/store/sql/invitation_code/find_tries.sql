-- How often a member tried a wrong code.
-- args: vendor, customer, member
-- index: code_tries_key
SELECT
    count, first_at, locked_until
FROM code_tries
WHERE vendor = :vendor AND customer = :customer AND member = :member
