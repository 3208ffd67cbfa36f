-- When the earliest happened of what waits for another try, or is in the hands of somebody; among as many as are counted.
-- args: now, most
-- index: outbox_by_time, act_key
SELECT MIN(act.at) AS oldest_at
FROM (
    SELECT vendor, customer, sequence
    FROM (
        SELECT vendor, customer, sequence, tries FROM outbox WHERE available_at <= :now ORDER BY available_at LIMIT :most
    ) AS earliest
    WHERE tries > 0
    UNION ALL
    SELECT vendor, customer, sequence
    FROM (
        SELECT vendor, customer, sequence FROM outbox WHERE available_at > :now ORDER BY available_at LIMIT :most
    ) AS earliest
) AS put_off
JOIN act ON act.vendor = put_off.vendor AND act.customer = put_off.customer AND act.sequence = put_off.sequence
