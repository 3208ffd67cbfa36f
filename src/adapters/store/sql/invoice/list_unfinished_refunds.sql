-- Credit notes whose money did not go back yet, behind a place in the order they were issued in.
-- args: vendor, after_day, after_id, limit
-- index: invoice_unfinished_refund, seller_version_key, billing_version_key
SELECT
    invoice.vendor, invoice.customer, invoice.id, invoice.subscription, invoice.number, invoice.series_year,
    invoice.series_number, invoice.kind, invoice.reason, invoice.change, invoice.issued_on, invoice.due_on,
    invoice.period_first_day, invoice.period_end_day, invoice.status, invoice.net_minor, invoice.total_minor,
    invoice.paid_minor, invoice.currency, invoice.tax_reason, invoice.tax_country, invoice.body,
    seller_version.body AS seller, billing_version.body AS buyer
FROM invoice
LEFT JOIN seller_version ON seller_version.vendor = invoice.vendor
    AND seller_version.version = invoice.seller_version
LEFT JOIN billing_version ON billing_version.vendor = invoice.vendor
    AND billing_version.customer = invoice.customer AND billing_version.version = invoice.buyer_version
WHERE invoice.vendor = :vendor AND invoice.kind = 'credit_note' AND invoice.status = 'open'
    AND (invoice.issued_on, invoice.id) > (:after_day, :after_id)
ORDER BY invoice.issued_on, invoice.id
LIMIT :limit
