-- Keeps an answer of the tax register.
-- args: vendor, customer, id, number, register_name, verdict, consultation_number, raw, at
-- index: tax_evidence_key
INSERT INTO tax_evidence (
    vendor, customer, id, number, register_name, verdict, consultation_number, raw, at)
VALUES (
    :vendor, :customer, :id, :number, :register_name, :verdict, :consultation_number, :raw, :at)
