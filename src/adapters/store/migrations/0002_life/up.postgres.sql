-- The life of a subscription: pauses, what is said about a request, changes that wait for their day.
ALTER TABLE change_order ADD COLUMN effective_second BIGINT NOT NULL DEFAULT 0;
ALTER TABLE change_order ADD COLUMN scheduled_on DATE;
ALTER TABLE change_order ADD COLUMN reason TEXT COLLATE "C" NOT NULL DEFAULT '';

CREATE TABLE pause (
    vendor          TEXT COLLATE "C" NOT NULL,
    customer        TEXT COLLATE "C" NOT NULL,
    from_day        DATE NOT NULL,
    to_day          DATE,
    invoices_before BIGINT NOT NULL,
    CONSTRAINT pause_key PRIMARY KEY (vendor, customer, from_day),
    CONSTRAINT pause_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
CREATE UNIQUE INDEX one_open_pause_per_customer ON pause (vendor, customer) WHERE to_day IS NULL;

CREATE TABLE request_message (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    request  TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL,
    by_kind  TEXT COLLATE "C" NOT NULL,
    by_role  TEXT COLLATE "C" NOT NULL,
    by_id    TEXT COLLATE "C" NOT NULL,
    text     TEXT COLLATE "C" NOT NULL,
    at       BIGINT NOT NULL,
    CONSTRAINT request_message_key PRIMARY KEY (vendor, customer, request, sequence),
    CONSTRAINT request_message_of_request FOREIGN KEY (vendor, customer, request)
        REFERENCES request (vendor, customer, id)
);

-- Of several open requests of one type the newest stays.
UPDATE request
SET state = 'withdrawn', version = version + 1
WHERE state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer')
    AND EXISTS (
        SELECT 1 FROM request AS newer
        WHERE newer.vendor = request.vendor AND newer.customer = request.customer AND newer.type = request.type
            AND newer.state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer')
            AND (newer.created_at, newer.id) > (request.created_at, request.id));
CREATE UNIQUE INDEX one_open_request_per_type ON request (vendor, customer, type)
    WHERE state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer');

-- An attempt for neither an order nor an invoice saves a way to pay for later.
CREATE UNIQUE INDEX one_open_save_per_customer ON payment_attempt (vendor, customer)
    WHERE state IN ('intent', 'pending') AND change IS NULL AND invoice IS NULL;

-- A credit note is open until its money went back.
CREATE INDEX invoice_unfinished_refund ON invoice (vendor, issued_on, id)
    WHERE kind = 'credit_note' AND status = 'open';
