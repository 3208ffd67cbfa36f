-- Versions of a vendor's catalog with the documents they are written in. One that was withdrawn keeps its number.
CREATE TABLE catalog_version (
    vendor       TEXT NOT NULL,
    id           TEXT NOT NULL,
    number       BIGINT,
    revision     BIGINT NOT NULL,
    state        TEXT NOT NULL,
    origin       TEXT NOT NULL,
    title        TEXT NOT NULL,
    documents    TEXT NOT NULL,
    hash         TEXT NOT NULL,
    from_day     TEXT,
    movement     TEXT NOT NULL,
    author       TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    published_by TEXT NOT NULL,
    published_at BIGINT,
    CONSTRAINT catalog_version_key PRIMARY KEY (vendor, id)
);
CREATE UNIQUE INDEX one_catalog_version_per_number ON catalog_version (vendor, number) WHERE state = 'published';
CREATE INDEX catalog_version_by_age ON catalog_version (vendor, created_at, id);
CREATE INDEX catalog_version_from_file ON catalog_version (vendor, created_at, id) WHERE origin = 'file';
