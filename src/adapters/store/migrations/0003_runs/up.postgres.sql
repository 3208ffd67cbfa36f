-- Runs over what is due, what they could not do, and how often they billed a subscription on a day.
CREATE TABLE bill_run (
    vendor     TEXT COLLATE "C" NOT NULL,
    id         TEXT COLLATE "C" NOT NULL,
    until_day  DATE NOT NULL,
    state      TEXT COLLATE "C" NOT NULL,
    actor_kind TEXT COLLATE "C" NOT NULL,
    actor_role TEXT COLLATE "C" NOT NULL,
    actor_id   TEXT COLLATE "C" NOT NULL,
    started_at BIGINT NOT NULL,
    ended_at   BIGINT,
    due        BIGINT NOT NULL,
    steps      BIGINT NOT NULL,
    invoices   BIGINT NOT NULL,
    parked     BIGINT NOT NULL,
    failure    TEXT COLLATE "C" NOT NULL,
    CONSTRAINT bill_run_key PRIMARY KEY (vendor, id)
);

CREATE TABLE parked (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    code     TEXT COLLATE "C" NOT NULL,
    detail   TEXT COLLATE "C" NOT NULL,
    at       BIGINT NOT NULL,
    due_on   DATE NOT NULL,
    CONSTRAINT parked_key PRIMARY KEY (vendor, customer),
    CONSTRAINT parked_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

ALTER TABLE subscription ADD COLUMN billed_day DATE;
ALTER TABLE subscription ADD COLUMN billed_count INTEGER NOT NULL DEFAULT 0;
