-- Says until whom a vendor's customers were looked at.
-- args: vendor, customer_place, done
-- index: counted_customers_key
-- locks: nothing
INSERT INTO counted_customers (
    vendor, customer_place, done)
VALUES (
    :vendor, :customer_place, :done)
ON CONFLICT (vendor) DO UPDATE SET customer_place = excluded.customer_place, done = excluded.done
