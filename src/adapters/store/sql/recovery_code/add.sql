-- Adds a recovery code.
-- args: vendor, person, code_hash
-- index: recovery_code_key
INSERT INTO recovery_code (
    vendor, person, code_hash)
VALUES (
    :vendor, :person, :code_hash)
