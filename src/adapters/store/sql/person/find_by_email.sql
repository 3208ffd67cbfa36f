-- The person with an address.
-- args: vendor, email_key
-- index: one_person_per_email
SELECT
    vendor, id, email, staff_id, staff_role, password_hash, password_set_at, sealed_code_key, second_factor_since,
    last_code_step, last_customer, created_at
FROM person
WHERE vendor = :vendor AND email_key = :email_key
