-- Counts units in use up or down.
-- args: vendor, customer, item, more
-- index: assigned_quantity_key
INSERT INTO assigned_quantity (
    vendor, customer, item, count)
VALUES (
    :vendor, :customer, :item, :more)
ON CONFLICT (vendor, customer, item) DO UPDATE SET count = assigned_quantity.count + excluded.count
