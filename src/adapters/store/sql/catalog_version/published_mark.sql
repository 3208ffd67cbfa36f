-- How many versions of a vendor are published, the highest number, and when one of them was changed.
-- args: vendor
-- index: one_catalog_version_per_number
SELECT COUNT(*) AS published_count, COALESCE(MAX(number), 0) AS newest,
    COALESCE(MAX(changed_at), 0) AS changed_at
FROM catalog_version
WHERE vendor = :vendor AND state = 'published'
