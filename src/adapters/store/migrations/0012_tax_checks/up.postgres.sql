-- When the tax register is asked again about a customer's number.
CREATE TABLE tax_check (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    due_at   BIGINT NOT NULL,
    CONSTRAINT tax_check_key PRIMARY KEY (vendor, customer),
    CONSTRAINT tax_check_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
CREATE INDEX tax_check_by_due ON tax_check (vendor, due_at, customer);
INSERT INTO tax_check (vendor, customer, due_at)
SELECT customer.vendor, customer.id,
    CASE billing_version.body::jsonb #>> '{tax_number,status}'
        WHEN 'confirmed'
        THEN COALESCE((billing_version.body::jsonb #>> '{tax_number,checked_at}')::BIGINT, 0) + 7776000000000
        ELSE 0
    END
FROM customer
JOIN billing_version ON billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
    AND billing_version.version = customer.billing_version
WHERE billing_version.body::jsonb #>> '{tax_number,status}' IN ('confirmed', 'unverified');
