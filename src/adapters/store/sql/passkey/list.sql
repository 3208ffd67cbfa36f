-- The passkeys of a person, the oldest first.
-- args: vendor, person
-- index: passkey_by_person
SELECT
    vendor, id, person, name, algorithm, public_key, uses, created_at, used_at
FROM passkey
WHERE vendor = :vendor AND person = :person
ORDER BY created_at, id
