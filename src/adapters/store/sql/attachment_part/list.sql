-- The content of a file, part by part.
-- args: vendor, customer, attachment
-- index: attachment_part_key
SELECT
    vendor, customer, attachment, position, content
FROM attachment_part
WHERE vendor = :vendor AND customer = :customer AND attachment = :attachment
ORDER BY position
