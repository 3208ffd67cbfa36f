-- Customers are found by their tax number too.
INSERT INTO customer_word (vendor, customer, word, source)
SELECT customer.vendor, customer.id, LOWER(json_extract(billing_version.body, '$.tax_number.number')), ''
FROM customer
JOIN billing_version ON billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
    AND billing_version.version = customer.billing_version
WHERE json_extract(billing_version.body, '$.tax_number.number') <> ''
ON CONFLICT (vendor, customer, word, source) DO NOTHING;
