-- Writes a version of a catalog back if nobody did since it was read.
-- args: number, state, title, documents, hash, from_day, movement, changed_at, published_by, published_at, vendor, id, revision
-- index: catalog_version_key, one_catalog_version_per_number
UPDATE catalog_version
SET
    revision = revision + 1, number = :number, state = :state, title = :title, documents = :documents, hash = :hash,
    from_day = :from_day, movement = :movement, changed_at = :changed_at, published_by = :published_by,
    published_at = :published_at
WHERE vendor = :vendor AND id = :id AND revision = :revision
