-- Runs over what is due, what they could not do, and how often they billed a subscription on a day.
CREATE TABLE bill_run (
    vendor     TEXT NOT NULL,
    id         TEXT NOT NULL,
    until_day  TEXT NOT NULL,
    state      TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_role TEXT NOT NULL,
    actor_id   TEXT NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at   BIGINT,
    due        BIGINT NOT NULL,
    steps      BIGINT NOT NULL,
    invoices   BIGINT NOT NULL,
    parked     BIGINT NOT NULL,
    failure    TEXT NOT NULL,
    CONSTRAINT bill_run_key PRIMARY KEY (vendor, id)
);

CREATE TABLE parked (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    code     TEXT NOT NULL,
    detail   TEXT NOT NULL,
    at       BIGINT NOT NULL,
    due_on   TEXT NOT NULL,
    CONSTRAINT parked_key PRIMARY KEY (vendor, customer),
    CONSTRAINT parked_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

ALTER TABLE subscription ADD COLUMN billed_day TEXT;
ALTER TABLE subscription ADD COLUMN billed_count INTEGER NOT NULL DEFAULT 0;
