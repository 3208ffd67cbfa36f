-- The sums of a vendor's figures.
-- args: vendor
-- index: number_sum_key
SELECT vendor, figure, currency, about, month, amount, count
FROM number_sum
WHERE vendor = :vendor
ORDER BY vendor, figure, currency, about, month
