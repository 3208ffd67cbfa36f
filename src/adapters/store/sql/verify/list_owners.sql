-- How many owners each customer of a range has.
-- args: vendor, first, last
-- index: member_key
SELECT
    vendor, customer, COUNT(CASE WHEN is_owner = 1 THEN 1 END) AS owners, COUNT(CASE WHEN is_owner = 1 AND left_at IS NOT NULL THEN 1 END) AS gone
FROM member
WHERE vendor = :vendor AND customer BETWEEN :first AND :last
GROUP BY vendor, customer
ORDER BY vendor, customer
