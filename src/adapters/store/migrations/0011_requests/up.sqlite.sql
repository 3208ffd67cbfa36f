-- The desk's queue: who looks after a request and by when, what staff say and offer, files, kept filters.
ALTER TABLE request ADD COLUMN assignee TEXT NOT NULL DEFAULT '';
ALTER TABLE request ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE request ADD COLUMN waiting_since BIGINT;
ALTER TABLE request ADD COLUMN duplicate_of TEXT NOT NULL DEFAULT '';
-- Three days, what a catalog says that says nothing.
UPDATE request SET due_at = created_at + 259200000000;
UPDATE request SET waiting_since = created_at WHERE state = 'waiting_customer';
CREATE INDEX request_open_by_due ON request (vendor, due_at, id)
    WHERE state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer');
CREATE INDEX request_open_by_age ON request (vendor, created_at, id)
    WHERE state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer');
CREATE INDEX request_open_counted ON request (vendor, type, assignee, due_at, waiting_since)
    WHERE state IN ('new', 'acknowledged', 'in_progress', 'waiting_customer');
CREATE INDEX request_by_type ON request (vendor, type, created_at, id);
CREATE INDEX request_by_assignee ON request (vendor, assignee, created_at, id);
CREATE INDEX customer_by_name ON customer (vendor, LOWER(name));

CREATE TABLE request_note (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    request  TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    by_kind  TEXT NOT NULL,
    by_role  TEXT NOT NULL,
    by_id    TEXT NOT NULL,
    text     TEXT NOT NULL,
    at       BIGINT NOT NULL,
    CONSTRAINT request_note_key PRIMARY KEY (vendor, customer, request, sequence),
    CONSTRAINT request_note_of_request FOREIGN KEY (vendor, customer, request)
        REFERENCES request (vendor, customer, id)
);

CREATE TABLE request_proposal (
    vendor     TEXT NOT NULL,
    customer   TEXT NOT NULL,
    request    TEXT NOT NULL,
    number     INTEGER NOT NULL,
    state      TEXT NOT NULL,
    wanted     TEXT NOT NULL,
    text       TEXT NOT NULL,
    by_id      TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    until_day  TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    effect     TEXT NOT NULL,
    answer     TEXT NOT NULL,
    CONSTRAINT request_proposal_key PRIMARY KEY (vendor, customer, request, number),
    CONSTRAINT request_proposal_of_request FOREIGN KEY (vendor, customer, request)
        REFERENCES request (vendor, customer, id)
);
CREATE UNIQUE INDEX one_open_proposal_per_request ON request_proposal (vendor, customer, request)
    WHERE state = 'open';
CREATE INDEX request_proposal_by_expiry ON request_proposal (vendor, expires_at) WHERE state = 'open';

-- Files are kept in parts of a size that every database takes, as base64url.
CREATE TABLE attachment (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    id       TEXT NOT NULL,
    request  TEXT NOT NULL,
    name     TEXT NOT NULL,
    type     TEXT NOT NULL,
    bytes    BIGINT NOT NULL,
    by_kind  TEXT NOT NULL,
    by_role  TEXT NOT NULL,
    by_id    TEXT NOT NULL,
    at       BIGINT NOT NULL,
    CONSTRAINT attachment_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT attachment_of_request FOREIGN KEY (vendor, customer, request)
        REFERENCES request (vendor, customer, id)
);
CREATE INDEX attachment_by_request ON attachment (vendor, customer, request, at, id);
CREATE TABLE attachment_part (
    vendor     TEXT NOT NULL,
    customer   TEXT NOT NULL,
    attachment TEXT NOT NULL,
    position   INTEGER NOT NULL,
    content    TEXT NOT NULL,
    CONSTRAINT attachment_part_key PRIMARY KEY (vendor, customer, attachment, position),
    CONSTRAINT attachment_part_of_attachment FOREIGN KEY (vendor, customer, attachment)
        REFERENCES attachment (vendor, customer, id)
);

CREATE TABLE saved_view (
    vendor     TEXT NOT NULL,
    staff      TEXT NOT NULL,
    id         TEXT NOT NULL,
    name       TEXT NOT NULL,
    filter     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT saved_view_key PRIMARY KEY (vendor, staff, id)
);
