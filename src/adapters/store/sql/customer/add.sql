-- Adds a customer.
-- args: vendor, id, version, name, language, time_zone, billing, created_at
-- index: customer_key
INSERT INTO customer (
    vendor, id, version, name, language, time_zone, billing, created_at)
VALUES (
    :vendor, :id, :version, :name, :language, :time_zone, :billing, :created_at)
