-- The documents that were handed out, part by part, of a range of customers; a document without parts once.
-- args: vendor, first, last
-- index: document_key, document_part_key
SELECT
    d.vendor, d.customer, d.invoice, d.form, d.languages, d.digest, d.bytes, p.content
FROM document AS d
LEFT JOIN document_part AS p ON p.vendor = d.vendor AND p.customer = d.customer AND p.invoice = d.invoice
    AND p.form = d.form AND p.languages = d.languages
WHERE d.vendor = :vendor AND d.customer BETWEEN :first AND :last
ORDER BY d.vendor, d.customer, d.invoice, d.form, d.languages, p.position
