-- Where a member with an address is, the oldest customer first; not where they were invited and did not come in time.
-- args: vendor, email_key, now
-- index: member_by_email, customer_key, one_open_invitation
-- locks: nothing
SELECT
    member.vendor, member.customer, member.id, member.email, member.first_name, member.last_name, member.position,
    member.role, member.is_owner, member.language, member.left_at, customer.name AS customer_name
FROM member
JOIN customer ON customer.vendor = member.vendor AND customer.id = member.customer
WHERE member.vendor = :vendor AND member.email_key = :email_key AND member.left_at IS NULL
    AND NOT EXISTS (
        SELECT 1
        FROM invitation
        WHERE invitation.vendor = member.vendor AND invitation.customer = member.customer
            AND invitation.member = member.id AND invitation.state IN ('pending', 'expired')
            AND invitation.expires_at <= :now)
ORDER BY customer.created_at, customer.id
