-- Every document in the order it was issued, per subscription.
-- args: 
-- index: none, verify reads everything
SELECT
    vendor, customer, id, subscription, number, series_year, series_number, kind, reason, change,
    issued_on, due_on, period_first_day, period_end_day, status, net_minor, total_minor, paid_minor,
    currency, tax_reason, tax_country, body
FROM invoice
ORDER BY vendor, customer, subscription, series_year, series_number, kind
