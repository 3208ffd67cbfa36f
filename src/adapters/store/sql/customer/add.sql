-- Adds a customer.
-- args: vendor, id, version, name, language, time_zone, billing_version, created_at
-- index: customer_key
INSERT INTO customer (
    vendor, id, version, name, language, time_zone, billing_version, created_at)
VALUES (
    :vendor, :id, :version, :name, :language, :time_zone, :billing_version, :created_at)
