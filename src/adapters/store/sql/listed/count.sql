-- How many are on the list of a member and hold no seat yet.
-- args: vendor, customer, author
-- index: listed_person_key, one_email_per_customer, one_seat_per_member
SELECT count(*) AS people
FROM listed_person
WHERE vendor = :vendor AND customer = :customer AND author = :author AND NOT EXISTS (
    SELECT 1
    FROM member AS m
    JOIN seat_holder AS s ON s.vendor = m.vendor AND s.customer = m.customer AND s.member = m.id AND s.until IS NULL
    WHERE m.vendor = listed_person.vendor AND m.customer = listed_person.customer
        AND m.email_key = listed_person.email_key AND m.email_key <> '' AND m.left_at IS NULL)
