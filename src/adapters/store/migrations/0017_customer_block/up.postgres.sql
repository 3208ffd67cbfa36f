-- Customers that staff shut out.
CREATE TABLE customer_block (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    by_id    TEXT COLLATE "C" NOT NULL,
    reason   TEXT COLLATE "C" NOT NULL,
    since    BIGINT NOT NULL,
    CONSTRAINT customer_block_key PRIMARY KEY (vendor, customer),
    CONSTRAINT customer_block_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
