-- The figures of a vendor by month, what was added before a month together.
-- args: vendor, from
-- index: number_sum_key
-- locks: nothing
SELECT figure, currency, about, CASE WHEN month < :from THEN '' ELSE month END AS month,
    CAST(SUM(amount) AS BIGINT) AS amount, CAST(SUM(count) AS BIGINT) AS count
FROM number_sum
WHERE vendor = :vendor
GROUP BY figure, currency, about, CASE WHEN month < :from THEN '' ELSE month END
ORDER BY figure, currency, about, 4
