-- A page of a vendor's versions without their documents, newest first, behind a position.
-- args: vendor, created_at, id, limit
-- index: catalog_version_by_age
SELECT
    vendor, id, number, revision, state, origin, title, hash, from_day, movement, author,
    created_at, changed_at, published_by, published_at
FROM catalog_version
WHERE vendor = :vendor AND (created_at, id) < (:created_at, :id)
ORDER BY created_at DESC, id DESC
LIMIT :limit
