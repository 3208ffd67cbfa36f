-- A person whom nobody else changes meanwhile: who comes second waits.
-- args: vendor, id
-- index: person_key
SELECT
    vendor, id, email, staff_id, staff_role, password_hash, password_set_at, sealed_code_key, second_factor_since,
    last_code_step, last_customer, created_at
FROM person
WHERE vendor = :vendor AND id = :id
FOR UPDATE
