-- Writes how many units of an item are in use.
-- args: vendor, customer, item, count
-- index: assigned_quantity_key
INSERT INTO assigned_quantity (
    vendor, customer, item, count)
VALUES (
    :vendor, :customer, :item, :count)
ON CONFLICT (vendor, customer, item) DO UPDATE SET count = excluded.count
