-- Adds a version of a catalog.
-- args: vendor, id, number, revision, state, origin, title, documents, hash, from_day, movement, author, created_at, changed_at, published_by, published_at
-- index: catalog_version_key, one_catalog_version_per_number
INSERT INTO catalog_version (
    vendor, id, number, revision, state, origin, title, documents, hash, from_day, movement, author,
    created_at, changed_at, published_by, published_at)
VALUES (
    :vendor, :id, :number, :revision, :state, :origin, :title, :documents, :hash, :from_day, :movement, :author,
    :created_at, :changed_at, :published_by, :published_at)
