-- The number of the last posting of a document, 0 for none.
-- args: vendor, customer, document
-- index: ledger_entry_key
SELECT COALESCE(MAX(posting), 0) AS posting
FROM ledger_entry
WHERE vendor = :vendor AND customer = :customer AND document = :document
