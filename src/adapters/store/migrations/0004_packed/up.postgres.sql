-- What a renewal writes, in few and narrow rows.

-- All events of one transaction about one customer.
CREATE TABLE act (
    vendor       TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C" NOT NULL,
    sequence     BIGINT NOT NULL,
    count        INTEGER NOT NULL,
    chain        INTEGER NOT NULL,
    actor_kind   TEXT COLLATE "C" NOT NULL,
    actor_role   TEXT COLLATE "C" NOT NULL,
    actor_id     TEXT COLLATE "C" NOT NULL,
    on_behalf_of TEXT COLLATE "C" NOT NULL,
    reason       TEXT COLLATE "C" NOT NULL,
    at           BIGINT NOT NULL,
    events       TEXT COLLATE "C" NOT NULL,
    personal     TEXT COLLATE "C" NOT NULL,
    hash         TEXT COLLATE "C" NOT NULL,
    CONSTRAINT act_key PRIMARY KEY (vendor, customer, sequence)
);
INSERT INTO act (vendor, customer, sequence, count, chain, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    events, personal, hash)
SELECT vendor, customer, sequence, 1, 1, actor_kind, actor_role, actor_id, on_behalf_of, reason, at,
    '[' || to_json(id)::text || ',' || to_json(type)::text || ',' || data || ']', personal, hash
FROM event
ORDER BY vendor, customer, sequence;

-- The first act of a customer that was not delivered yet; those behind it wait until it was.
CREATE TABLE first_undelivered (
    vendor       TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C" NOT NULL,
    sequence     BIGINT NOT NULL,
    available_at BIGINT NOT NULL,
    tries        INTEGER NOT NULL,
    CONSTRAINT first_undelivered_key PRIMARY KEY (vendor, customer)
);
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
ALTER TABLE outbox RENAME CONSTRAINT first_undelivered_key TO outbox_key;
CREATE INDEX outbox_by_time ON outbox (available_at);

-- Who sold and who bought, once per version; documents say which.
CREATE TABLE seller_version (
    vendor  TEXT COLLATE "C" NOT NULL,
    version INTEGER NOT NULL,
    body    TEXT COLLATE "C" NOT NULL,
    CONSTRAINT seller_version_key PRIMARY KEY (vendor, version)
);
INSERT INTO seller_version (vendor, version, body)
SELECT vendor, ROW_NUMBER() OVER (PARTITION BY vendor ORDER BY first_id), seller
FROM (
    SELECT vendor, (body::json -> 'seller')::text AS seller, MIN(id) AS first_id
    FROM invoice
    GROUP BY vendor, (body::json -> 'seller')::text
) AS sellers;
CREATE TABLE billing_version (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    version  INTEGER NOT NULL,
    body     TEXT COLLATE "C" NOT NULL,
    CONSTRAINT billing_version_key PRIMARY KEY (vendor, customer, version)
);
INSERT INTO billing_version (vendor, customer, version, body)
SELECT vendor, customer, ROW_NUMBER() OVER (PARTITION BY vendor, customer ORDER BY is_present, first_id), buyer
FROM (
    SELECT vendor, customer, buyer, MIN(is_present) AS is_present, MIN(id) AS first_id
    FROM (
        SELECT vendor, customer, (body::json -> 'buyer')::text AS buyer, 0 AS is_present, id
        FROM invoice
        UNION ALL
        SELECT vendor, id, billing, 1, id
        FROM customer
    ) AS written
    GROUP BY vendor, customer, buyer
) AS buyers;
ALTER TABLE customer ADD COLUMN billing_version INTEGER NOT NULL DEFAULT 0;
UPDATE customer
SET billing_version = (
    SELECT billing_version.version FROM billing_version
    WHERE billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
        AND billing_version.body = customer.billing);
ALTER TABLE customer DROP COLUMN billing;

ALTER TABLE invoice ADD COLUMN seller_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice ADD COLUMN buyer_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE invoice DROP CONSTRAINT invoice_of_subscription;
ALTER TABLE invoice DROP CONSTRAINT invoice_of_change;
DROP INDEX invoice_by_number;
DROP INDEX invoice_by_subscription;
DROP INDEX invoice_by_age;
DROP INDEX one_invoice_per_period;
UPDATE invoice
SET seller_version = seller_version.version, buyer_version = billing_version.version,
    body = json_build_object('currency', invoice.body::json -> 'currency', 'lines', invoice.body::json -> 'lines',
        'taxes', invoice.body::json -> 'taxes')::text
FROM seller_version, billing_version
WHERE seller_version.vendor = invoice.vendor AND seller_version.body = (invoice.body::json -> 'seller')::text
    AND billing_version.vendor = invoice.vendor AND billing_version.customer = invoice.customer
    AND billing_version.body = (invoice.body::json -> 'buyer')::text;
CREATE UNIQUE INDEX one_invoice_per_period ON invoice (vendor, customer, period_first_day)
    WHERE kind = 'invoice' AND reason IN ('first', 'renewal');

-- One row per posting; as rows of entries it can be read like before.
CREATE TABLE posting (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    document TEXT COLLATE "C" NOT NULL,
    posting  INTEGER NOT NULL,
    currency CHAR(3) COLLATE "C" NOT NULL,
    entries  TEXT COLLATE "C" NOT NULL,
    CONSTRAINT posting_key PRIMARY KEY (vendor, customer, document, posting)
);
INSERT INTO posting (vendor, customer, document, posting, currency, entries)
SELECT vendor, customer, document, posting, MIN(currency),
    '[' || string_agg('[' || to_json(account)::text || ',' || amount_minor || ']', ',' ORDER BY position) || ']'
FROM ledger_entry
GROUP BY vendor, customer, document, posting;
DROP TABLE ledger_entry;
CREATE VIEW ledger_entry (vendor, customer, document, posting, position, account, amount_minor, currency) AS
SELECT posting.vendor, posting.customer, posting.document, posting.posting, entry.position,
    (entry.value ->> 0) COLLATE "C", (entry.value ->> 1)::bigint, posting.currency
FROM posting
CROSS JOIN LATERAL json_array_elements(posting.entries::json) WITH ORDINALITY AS entry (value, position);
