-- Where a member with an address is, the oldest customer first.
-- args: vendor, email_key
-- index: member_by_email, customer_key
-- locks: nothing
SELECT
    member.vendor, member.customer, member.id, member.email, member.first_name, member.last_name, member.position,
    member.role, member.is_owner, member.language, member.left_at, customer.name AS customer_name
FROM member
JOIN customer ON customer.vendor = member.vendor AND customer.id = member.customer
WHERE member.vendor = :vendor AND member.email_key = :email_key AND member.left_at IS NULL
ORDER BY customer.created_at, customer.id
