-- Adds what is known of a file.
-- args: vendor, customer, id, request, name, type, bytes, by_kind, by_role, by_id, at
-- index: attachment_key
INSERT INTO attachment (
    vendor, customer, id, request, name, type, bytes, by_kind, by_role, by_id, at)
VALUES (
    :vendor, :customer, :id, :request, :name, :type, :bytes, :by_kind, :by_role, :by_id, :at)
