-- When a version of a catalog was begun.
-- args: vendor, id
-- index: catalog_version_key
SELECT created_at, id
FROM catalog_version
WHERE vendor = :vendor AND id = :id
