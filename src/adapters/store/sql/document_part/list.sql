-- The bytes of a document, part by part.
-- args: vendor, customer, invoice, form, languages
-- index: document_part_key
SELECT
    vendor, customer, invoice, form, languages, position, content
FROM document_part
WHERE vendor = :vendor AND customer = :customer AND invoice = :invoice AND form = :form AND languages = :languages
ORDER BY position
