-- The forms in which an invoice was handed out, the first made first.
-- args: vendor, customer, invoice
-- index: document_key
SELECT
    vendor, customer, invoice, form, languages, settled_minor, currency, paid_with, renderer, digest, bytes, made_at
FROM document
WHERE vendor = :vendor AND customer = :customer AND invoice = :invoice
ORDER BY made_at, form, languages
