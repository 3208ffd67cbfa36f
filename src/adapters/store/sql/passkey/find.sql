-- A passkey.
-- args: vendor, id
-- index: passkey_key
SELECT
    vendor, id, person, name, algorithm, public_key, uses, created_at, used_at
FROM passkey
WHERE vendor = :vendor AND id = :id
