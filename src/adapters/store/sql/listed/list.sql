-- Who is on the list of a member and holds no seat yet, in the order they were listed.
-- args: vendor, customer, author
-- index: listed_person_key, one_email_per_customer, one_seat_per_member
SELECT
    customer, author, email, first_name, last_name, position, source, listed_at, change
FROM listed_person
WHERE vendor = :vendor AND customer = :customer AND author = :author AND NOT EXISTS (
    SELECT 1
    FROM member AS m
    JOIN seat_holder AS s ON s.vendor = m.vendor AND s.customer = m.customer AND s.member = m.id AND s.until IS NULL
    WHERE m.vendor = listed_person.vendor AND m.customer = listed_person.customer
        AND m.email_key = listed_person.email_key AND m.email_key <> '' AND m.left_at IS NULL)
ORDER BY listed_at, place
