-- Uses up a recovery code.
-- args: vendor, person, code_hash
-- index: recovery_code_key
DELETE FROM recovery_code
WHERE vendor = :vendor AND person = :person AND code_hash = :code_hash
