-- Customers whose name, or the address of somebody of theirs, begins with a text.
-- args: vendor, from_text, to_text, limit
-- index: customer_by_name, member_by_email
-- locks: nothing
SELECT customer
FROM (
    SELECT id AS customer
    FROM customer
    WHERE vendor = :vendor AND LOWER(name) >= :from_text AND LOWER(name) < :to_text
    ORDER BY LOWER(name)
    LIMIT :limit
) AS earliest
UNION
SELECT customer
FROM (
    SELECT customer
    FROM member
    WHERE vendor = :vendor AND email_key >= :from_text AND email_key < :to_text AND left_at IS NULL
    ORDER BY email_key
    LIMIT :limit
) AS earliest
