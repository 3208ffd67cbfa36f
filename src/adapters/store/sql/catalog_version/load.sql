-- A version of a catalog with its documents.
-- args: vendor, id
-- index: catalog_version_key
SELECT
    vendor, id, number, revision, state, origin, title, hash, from_day, movement, author,
    created_at, changed_at, published_by, published_at, documents
FROM catalog_version
WHERE vendor = :vendor AND id = :id
