-- When the first document of a customer was issued.
-- args: vendor, customer
-- index: invoice_key
SELECT MIN(issued_on) AS issued_on
FROM invoice
WHERE vendor = :vendor AND customer = :customer
