-- What the newest version that came from a file was.
-- args: vendor
-- index: catalog_version_from_file
SELECT hash
FROM catalog_version
WHERE vendor = :vendor AND origin = 'file'
ORDER BY created_at DESC, id DESC
LIMIT 1
