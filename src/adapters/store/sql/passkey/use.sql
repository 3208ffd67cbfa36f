-- Counts a use of a passkey, unless somebody else used it meanwhile.
-- args: vendor, id, was, uses, used_at
-- index: passkey_key
UPDATE passkey
SET uses = :uses, used_at = :used_at
WHERE vendor = :vendor AND id = :id AND uses = :was
