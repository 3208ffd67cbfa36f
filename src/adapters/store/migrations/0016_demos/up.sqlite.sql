-- What people without an account ask for: to be shown the product. `became` is the customer it ended in.
CREATE TABLE demo (
    vendor      TEXT NOT NULL,
    id          TEXT NOT NULL,
    state       TEXT NOT NULL,
    version     BIGINT NOT NULL,
    company     TEXT NOT NULL,
    first_name  TEXT NOT NULL,
    last_name   TEXT NOT NULL,
    email       TEXT NOT NULL,
    email_key   TEXT NOT NULL,
    phone       TEXT NOT NULL,
    language    TEXT NOT NULL,
    time_zone   TEXT NOT NULL,
    wished_at   BIGINT,
    expected    TEXT NOT NULL,
    message     TEXT NOT NULL,
    slot_at     BIGINT,
    lost_reason TEXT NOT NULL,
    became      TEXT,
    change      TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    due_at      BIGINT NOT NULL,
    CONSTRAINT demo_key PRIMARY KEY (vendor, id),
    CONSTRAINT demo_of_customer FOREIGN KEY (vendor, became) REFERENCES customer (vendor, id)
);
CREATE UNIQUE INDEX one_open_demo_per_email ON demo (vendor, email_key)
    WHERE state IN ('new', 'scheduled', 'held', 'no_show');
CREATE INDEX demo_by_age ON demo (vendor, created_at, id);
CREATE INDEX demo_open_by_age ON demo (vendor, created_at, id)
    WHERE state IN ('new', 'scheduled', 'held', 'no_show');
CREATE INDEX demo_over_by_age ON demo (vendor, created_at, id) WHERE state IN ('won', 'lost');
CREATE INDEX demo_by_customer ON demo (vendor, became);

CREATE TABLE demo_step (
    vendor   TEXT NOT NULL,
    demo     TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    kind     TEXT NOT NULL,
    by_kind  TEXT NOT NULL,
    by_role  TEXT NOT NULL,
    by_id    TEXT NOT NULL,
    slot_at  BIGINT,
    text     TEXT NOT NULL,
    at       BIGINT NOT NULL,
    CONSTRAINT demo_step_key PRIMARY KEY (vendor, demo, sequence),
    CONSTRAINT demo_step_of_demo FOREIGN KEY (vendor, demo) REFERENCES demo (vendor, id)
);
