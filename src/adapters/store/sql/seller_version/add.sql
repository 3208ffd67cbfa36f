-- Keeps what a seller says of itself behind what it said before; nothing when another one is doing so.
-- args: vendor, body
-- index: seller_version_key
INSERT INTO seller_version (vendor, version, body)
SELECT :vendor, COALESCE(MAX(version), 0) + 1, :body
FROM seller_version
WHERE vendor = :vendor
ON CONFLICT (vendor, version) DO NOTHING
