-- Adds a person.
-- args: vendor, id, email, email_key, staff_id, staff_role, created_at
-- index: person_key
INSERT INTO person (
    vendor, id, email, email_key, staff_id, staff_role, password_hash, sealed_code_key, last_code_step,
    last_customer, created_at)
VALUES (
    :vendor, :id, :email, :email_key, :staff_id, :staff_role, '', '', 0, '', :created_at)
