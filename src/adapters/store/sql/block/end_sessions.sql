-- Signs everybody of a customer out.
-- args: vendor, customer
-- index: session_by_member
DELETE FROM session
WHERE vendor = :vendor AND customer = :customer
