-- Writes a customer back if nobody did since it was read.
-- args: name, language, time_zone, billing_version, vendor, id, version
-- index: customer_key
UPDATE customer
SET
    version = version + 1, name = :name, language = :language, time_zone = :time_zone,
    billing_version = :billing_version
WHERE vendor = :vendor AND id = :id AND version = :version
