-- Writes an issued document.
-- args: vendor, customer, id, subscription, number, series_year, series_number, kind, reason, change, issued_on, due_on, period_first_day, period_end_day, status, net_minor, total_minor, paid_minor, currency, tax_reason, tax_country, body, seller_version, buyer_version
-- index: invoice_key, one_invoice_per_period, one_invoice_per_change
INSERT INTO invoice (
    vendor, customer, id, subscription, number, series_year, series_number, kind, reason, change,
    issued_on, due_on, period_first_day, period_end_day, status, net_minor, total_minor, paid_minor,
    currency, tax_reason, tax_country, body, seller_version, buyer_version)
VALUES (
    :vendor, :customer, :id, :subscription, :number, :series_year, :series_number, :kind, :reason,
    :change, :issued_on, :due_on, :period_first_day, :period_end_day, :status, :net_minor,
    :total_minor, :paid_minor, :currency, :tax_reason, :tax_country, :body, :seller_version, :buyer_version)
