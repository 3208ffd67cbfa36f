-- Writes a posting of a document that is written in the same transaction.
-- args: vendor, customer, document, posting, currency, entries
-- index: posting_key
INSERT INTO posting (vendor, customer, document, posting, currency, entries)
VALUES (:vendor, :customer, :document, :posting, :currency, :entries)
