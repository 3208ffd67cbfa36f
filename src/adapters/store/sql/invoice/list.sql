-- The documents of a customer, oldest first.
-- args: vendor, customer
-- index: invoice_by_age
SELECT
    vendor, customer, id, subscription, number, series_year, series_number, kind, reason, change,
    issued_on, due_on, period_first_day, period_end_day, status, net_minor, total_minor, paid_minor,
    currency, tax_reason, tax_country, body
FROM invoice
WHERE vendor = :vendor AND customer = :customer
ORDER BY issued_on, series_year, series_number, id
