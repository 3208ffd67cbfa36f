-- Adds a part of a document's bytes.
-- args: vendor, customer, invoice, form, languages, position, content
-- index: document_part_key
INSERT INTO document_part (vendor, customer, invoice, form, languages, position, content)
VALUES (:vendor, :customer, :invoice, :form, :languages, :position, :content)
