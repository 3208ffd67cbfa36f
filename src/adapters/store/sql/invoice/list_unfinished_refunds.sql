-- Credit notes whose money did not go back yet, oldest first.
-- args: vendor, limit
-- index: invoice_unfinished_refund
SELECT
    vendor, customer, id, subscription, number, series_year, series_number, kind, reason, change,
    issued_on, due_on, period_first_day, period_end_day, status, net_minor, total_minor, paid_minor,
    currency, tax_reason, tax_country, body
FROM invoice
WHERE vendor = :vendor AND kind = 'credit_note' AND status = 'open'
ORDER BY issued_on, id
LIMIT :limit
