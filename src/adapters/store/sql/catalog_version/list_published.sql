-- The versions of a vendor that were published and not withdrawn, by number.
-- args: vendor
-- index: one_catalog_version_per_number
SELECT
    vendor, id, number, revision, state, origin, title, hash, from_day, movement, author,
    created_at, changed_at, published_by, published_at, documents
FROM catalog_version
WHERE vendor = :vendor AND state = 'published'
ORDER BY number
