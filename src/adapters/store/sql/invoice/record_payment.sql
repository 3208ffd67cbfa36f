-- Writes what was paid of a document.
-- args: paid_minor, status, vendor, customer, id, currency
-- index: invoice_key, invoice_by_id
UPDATE invoice
SET paid_minor = :paid_minor, status = :status
WHERE vendor = :vendor AND customer = :customer AND id = :id AND currency = :currency
