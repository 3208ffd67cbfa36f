-- The first try under a key.
-- args: vendor, key, full_at
-- index: sign_in_try_key
INSERT INTO sign_in_try (
    vendor, key, full_at)
VALUES (
    :vendor, :key, :full_at)
ON CONFLICT (vendor, key) DO NOTHING
