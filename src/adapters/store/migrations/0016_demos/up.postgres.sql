-- What people without an account ask for: to be shown the product. `became` is the customer it ended in.
CREATE TABLE demo (
    vendor      TEXT COLLATE "C" NOT NULL,
    id          TEXT COLLATE "C" NOT NULL,
    state       TEXT COLLATE "C" NOT NULL,
    version     BIGINT NOT NULL,
    company     TEXT COLLATE "C" NOT NULL,
    first_name  TEXT COLLATE "C" NOT NULL,
    last_name   TEXT COLLATE "C" NOT NULL,
    email       TEXT COLLATE "C" NOT NULL,
    email_key   TEXT COLLATE "C" NOT NULL,
    phone       TEXT COLLATE "C" NOT NULL,
    language    TEXT COLLATE "C" NOT NULL,
    time_zone   TEXT COLLATE "C" NOT NULL,
    wished_at   BIGINT,
    expected    TEXT COLLATE "C" NOT NULL,
    message     TEXT COLLATE "C" NOT NULL,
    slot_at     BIGINT,
    lost_reason TEXT COLLATE "C" NOT NULL,
    became      TEXT COLLATE "C",
    change      TEXT COLLATE "C" NOT NULL,
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
    vendor   TEXT COLLATE "C" NOT NULL,
    demo     TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL,
    kind     TEXT COLLATE "C" NOT NULL,
    by_kind  TEXT COLLATE "C" NOT NULL,
    by_role  TEXT COLLATE "C" NOT NULL,
    by_id    TEXT COLLATE "C" NOT NULL,
    slot_at  BIGINT,
    text     TEXT COLLATE "C" NOT NULL,
    at       BIGINT NOT NULL,
    CONSTRAINT demo_step_key PRIMARY KEY (vendor, demo, sequence),
    CONSTRAINT demo_step_of_demo FOREIGN KEY (vendor, demo) REFERENCES demo (vendor, id)
);
