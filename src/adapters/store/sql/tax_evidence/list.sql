-- The answers of the tax register for a customer, oldest id first.
-- args: vendor, customer
-- index: tax_evidence_key
SELECT
    vendor, customer, id, number, register_name, verdict, consultation_number, raw, at
FROM tax_evidence
WHERE vendor = :vendor AND customer = :customer
ORDER BY id
