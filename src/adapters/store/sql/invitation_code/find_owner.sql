-- Whose invitation code it is.
-- args: vendor, code_key
-- index: invitation_code_once
SELECT
    customer AS owner
FROM invitation_code
WHERE vendor = :vendor AND code_key = :code_key
