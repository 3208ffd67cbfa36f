-- Adds what is known of a document that was made.
-- args: vendor, customer, invoice, form, languages, settled_minor, currency, paid_with, renderer, digest, bytes, made_at
-- index: document_key
INSERT INTO document (
    vendor, customer, invoice, form, languages, settled_minor, currency, paid_with, renderer, digest, bytes, made_at)
VALUES (
    :vendor, :customer, :invoice, :form, :languages, :settled_minor, :currency, :paid_with, :renderer, :digest, :bytes,
    :made_at)
