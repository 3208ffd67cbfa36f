-- Plans when the tax register is asked about a customer's number.
-- args: vendor, customer, due_at
-- index: tax_check_key
INSERT INTO tax_check (vendor, customer, due_at)
VALUES (:vendor, :customer, :due_at)
ON CONFLICT (vendor, customer) DO UPDATE SET due_at = excluded.due_at
