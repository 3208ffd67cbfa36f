-- What a renewal writes, in few and narrow rows.

-- All events of one transaction about one customer.
CREATE TABLE act (
    vendor       TEXT NOT NULL,
    customer     TEXT NOT NULL,
    sequence     BIGINT NOT NULL,
    count        INTEGER NOT NULL,
    chain        INTEGER NOT NULL,
    actor_kind   TEXT NOT NULL,
    actor_role   TEXT NOT NULL,
    actor_id     TEXT NOT NULL,
    on_behalf_of TEXT NOT NULL,
    reason       TEXT NOT NULL,
    at           BIGINT NOT NULL,
    events       TEXT NOT NULL,
    personal     TEXT NOT NULL,
    hash         TEXT NOT NULL,
    CONSTRAINT act_key PRIMARY KEY (vendor, customer, sequence)
);
INSERT INTO act (vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    events, personal, hash)
SELECT vendor, customer, sequence, 1, 1, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    '[' || json_quote(id) || ',' || json_quote(type) || ',' || data || ']', personal, hash
FROM event
ORDER BY vendor, customer, sequence;

-- The first act of a customer that was not delivered yet; those behind it wait until it was.
CREATE TABLE first_undelivered (
    vendor       TEXT NOT NULL,
    customer     TEXT NOT NULL,
    sequence     BIGINT NOT NULL,
    available_at BIGINT NOT NULL,
    tries        INTEGER NOT NULL,
    CONSTRAINT outbox_key PRIMARY KEY (vendor, customer)
) WITHOUT ROWID;
INSERT INTO first_undelivered (vendor, customer, sequence, available_at, tries)
SELECT event.vendor, event.customer, event.sequence, event.at, 0
FROM event
JOIN (
    SELECT waiting.vendor, waiting.customer, MIN(waiting.sequence) AS sequence
    FROM outbox
    JOIN event AS waiting ON waiting.vendor = outbox.vendor AND waiting.id = outbox.event
    GROUP BY waiting.vendor, waiting.customer
) AS earliest ON earliest.vendor = event.vendor AND earliest.customer = event.customer
    AND earliest.sequence = event.sequence;
DROP TABLE outbox;
DROP TABLE event;
ALTER TABLE first_undelivered RENAME TO outbox;
CREATE INDEX outbox_by_time ON outbox (available_at);

-- Who sold and who bought, once per version; documents say which.
CREATE TABLE seller_version (
    vendor  TEXT NOT NULL,
    version INTEGER NOT NULL,
    body    TEXT NOT NULL,
    CONSTRAINT seller_version_key PRIMARY KEY (vendor, version)
);
INSERT INTO seller_version (vendor, version, body)
SELECT vendor, ROW_NUMBER() OVER (PARTITION BY vendor ORDER BY first_id), seller
FROM (
    SELECT vendor, json_extract(body, '$.seller') AS seller, MIN(id) AS first_id
    FROM invoice
    GROUP BY vendor, json_extract(body, '$.seller')
);
CREATE TABLE billing_version (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    version  INTEGER NOT NULL,
    body     TEXT NOT NULL,
    CONSTRAINT billing_version_key PRIMARY KEY (vendor, customer, version)
);
INSERT INTO billing_version (vendor, customer, version, body)
SELECT vendor, customer, ROW_NUMBER() OVER (PARTITION BY vendor, customer ORDER BY is_present, first_id), buyer
FROM (
    SELECT vendor, customer, buyer, MIN(is_present) AS is_present, MIN(id) AS first_id
    FROM (
        SELECT vendor, customer, json_extract(body, '$.buyer') AS buyer, 0 AS is_present, id
        FROM invoice
        UNION ALL
        SELECT vendor, id, billing, 1, id
        FROM customer
    )
    GROUP BY vendor, customer, buyer
);
ALTER TABLE customer ADD COLUMN billing_version INTEGER NOT NULL DEFAULT 0;
UPDATE customer
SET billing_version = (
    SELECT billing_version.version FROM billing_version
    WHERE billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
        AND billing_version.body = customer.billing);
ALTER TABLE customer DROP COLUMN billing;

CREATE TABLE document (
    vendor           TEXT NOT NULL,
    customer         TEXT NOT NULL,
    id               TEXT NOT NULL,
    subscription     TEXT NOT NULL,
    number           TEXT NOT NULL,
    series_year      INTEGER NOT NULL,
    series_number    BIGINT NOT NULL,
    kind             TEXT NOT NULL,
    reason           TEXT NOT NULL,
    change           TEXT,
    issued_on        TEXT NOT NULL,
    due_on           TEXT,
    period_first_day TEXT NOT NULL,
    period_end_day   TEXT NOT NULL,
    status           TEXT NOT NULL,
    net_minor        BIGINT NOT NULL,
    total_minor      BIGINT NOT NULL,
    paid_minor       BIGINT NOT NULL,
    currency         CHAR(3) NOT NULL,
    tax_reason       TEXT NOT NULL,
    tax_country      TEXT NOT NULL,
    body             TEXT NOT NULL,
    seller_version   INTEGER NOT NULL,
    buyer_version    INTEGER NOT NULL,
    CONSTRAINT invoice_key PRIMARY KEY (vendor, customer, id)
);
INSERT INTO document (vendor, customer, id, subscription, number, series_year, series_number, kind, reason, change,
    issued_on, due_on, period_first_day, period_end_day, status, net_minor, total_minor, paid_minor, currency,
    tax_reason, tax_country, body, seller_version, buyer_version)
SELECT invoice.vendor, invoice.customer, invoice.id, invoice.subscription, invoice.number, invoice.series_year,
    invoice.series_number, invoice.kind, invoice.reason, invoice.change, invoice.issued_on, invoice.due_on,
    invoice.period_first_day, invoice.period_end_day, invoice.status, invoice.net_minor, invoice.total_minor,
    invoice.paid_minor, invoice.currency, invoice.tax_reason, invoice.tax_country,
    json_remove(invoice.body, '$.seller', '$.buyer'), seller_version.version, billing_version.version
FROM invoice
JOIN seller_version ON seller_version.vendor = invoice.vendor
    AND seller_version.body = json_extract(invoice.body, '$.seller')
JOIN billing_version ON billing_version.vendor = invoice.vendor AND billing_version.customer = invoice.customer
    AND billing_version.body = json_extract(invoice.body, '$.buyer')
ORDER BY invoice.vendor, invoice.series_year, invoice.series_number;
DROP TABLE invoice;
ALTER TABLE document RENAME TO invoice;
CREATE UNIQUE INDEX invoice_by_id ON invoice (vendor, id);
CREATE UNIQUE INDEX invoice_by_series ON invoice (vendor, kind, series_year, series_number);
CREATE UNIQUE INDEX one_invoice_per_period ON invoice (vendor, customer, period_first_day)
    WHERE kind = 'invoice' AND reason IN ('first', 'renewal');
CREATE UNIQUE INDEX one_invoice_per_change ON invoice (vendor, customer, change, kind)
    WHERE change IS NOT NULL;
CREATE INDEX invoice_unfinished_refund ON invoice (vendor, issued_on, id)
    WHERE kind = 'credit_note' AND status = 'open';

-- One row per posting; as rows of entries it can be read like before.
CREATE TABLE posting (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    document TEXT NOT NULL,
    posting  INTEGER NOT NULL,
    currency CHAR(3) NOT NULL,
    entries  TEXT NOT NULL,
    CONSTRAINT posting_key PRIMARY KEY (vendor, customer, document, posting)
) WITHOUT ROWID;
INSERT INTO posting (vendor, customer, document, posting, currency, entries)
SELECT vendor, customer, document, posting, MIN(currency),
    '[' || group_concat('[' || json_quote(account) || ',' || amount_minor || ']') || ']'
FROM (
    SELECT vendor, customer, document, posting, currency, account, amount_minor
    FROM ledger_entry
    ORDER BY vendor, customer, document, posting, position
)
GROUP BY vendor, customer, document, posting;
DROP TABLE ledger_entry;
CREATE VIEW ledger_entry (vendor, customer, document, posting, position, account, amount_minor, currency) AS
SELECT posting.vendor, posting.customer, posting.document, posting.posting, entry.key + 1,
    json_extract(entry.value, '$[0]'), json_extract(entry.value, '$[1]'), posting.currency
FROM posting
JOIN json_each(CASE WHEN json_valid(posting.entries) THEN posting.entries ELSE '[]' END) AS entry;
