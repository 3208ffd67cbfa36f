-- Adds a passkey.
-- args: vendor, id, person, name, algorithm, public_key, uses, created_at
-- index: passkey_key
INSERT INTO passkey (
    vendor, id, person, name, algorithm, public_key, uses, created_at)
VALUES (
    :vendor, :id, :person, :name, :algorithm, :public_key, :uses, :created_at)
