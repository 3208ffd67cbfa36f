-- What the facts of each customer of a range come to.
-- args: vendor, first, last
-- index: number_fact_key
SELECT vendor, customer, figure, currency, about, CAST(SUM(amount) AS BIGINT) AS amount
FROM number_fact
WHERE vendor = :vendor AND customer BETWEEN :first AND :last
GROUP BY vendor, customer, figure, currency, about
ORDER BY vendor, customer, figure, currency, about
