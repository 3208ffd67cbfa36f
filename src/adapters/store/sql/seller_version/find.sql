-- The version of a seller that says the same.
-- args: vendor, body
-- index: seller_version_key
SELECT version
FROM seller_version
WHERE vendor = :vendor AND body = :body
ORDER BY version
LIMIT 1
