-- Adds a part of a file's content.
-- args: vendor, customer, attachment, position, content
-- index: attachment_part_key
INSERT INTO attachment_part (vendor, customer, attachment, position, content)
VALUES (:vendor, :customer, :attachment, :position, :content)
