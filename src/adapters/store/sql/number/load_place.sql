-- Until whom a vendor's customers were looked at.
-- args: vendor
-- index: counted_customers_key
-- locks: nothing
SELECT customer_place, done
FROM counted_customers
WHERE vendor = :vendor
