-- What documents of one kind say, in the order of their numbers, behind a place in it.
-- args: vendor, kind, after_year, after_number, last_year, from, to, limit
-- index: invoice_by_series
SELECT series_year, series_number, issued_on, period_first_day, period_end_day, tax_reason, tax_country, net_minor,
    currency, body
FROM invoice
WHERE vendor = :vendor AND kind = :kind AND (series_year, series_number) > (:after_year, :after_number)
    AND series_year <= :last_year AND issued_on >= :from AND issued_on <= :to
ORDER BY series_year, series_number
LIMIT :limit
