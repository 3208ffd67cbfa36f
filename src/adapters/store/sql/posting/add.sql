-- Writes a posting behind the others of its document.
-- args: vendor, customer, document, currency, entries
-- index: posting_key
INSERT INTO posting (vendor, customer, document, posting, currency, entries)
SELECT :vendor, :customer, :document, COALESCE(MAX(posting), 0) + 1, :currency, :entries
FROM posting
WHERE vendor = :vendor AND customer = :customer AND document = :document
