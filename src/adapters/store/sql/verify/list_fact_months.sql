-- What the facts of a vendor come to by month.
-- args: vendor
-- index: number_fact_key
SELECT vendor, figure, currency, about, SUBSTR(day, 1, 7) AS month, CAST(SUM(amount) AS BIGINT) AS amount,
    CAST(SUM(count) AS BIGINT) AS count
FROM number_fact
WHERE vendor = :vendor
GROUP BY vendor, figure, currency, about, SUBSTR(day, 1, 7)
ORDER BY figure, currency, about, 5
