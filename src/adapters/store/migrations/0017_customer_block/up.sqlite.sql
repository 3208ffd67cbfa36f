-- Customers that staff shut out.
CREATE TABLE customer_block (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    by_id    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    since    BIGINT NOT NULL,
    CONSTRAINT customer_block_key PRIMARY KEY (vendor, customer),
    CONSTRAINT customer_block_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
