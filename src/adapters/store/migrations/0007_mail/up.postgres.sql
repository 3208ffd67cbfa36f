-- What is to be told by mail, and the mails.
CREATE TABLE untold_act (
    vendor       TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C" NOT NULL,
    sequence     BIGINT NOT NULL,
    available_at BIGINT NOT NULL,
    tries        INTEGER NOT NULL,
    CONSTRAINT untold_act_key PRIMARY KEY (vendor, customer, sequence)
);
CREATE INDEX untold_act_by_time ON untold_act (available_at);

CREATE TABLE mail (
    vendor       TEXT COLLATE "C" NOT NULL,
    id           TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C",
    about        TEXT COLLATE "C" NOT NULL,
    template     TEXT COLLATE "C" NOT NULL,
    language     TEXT COLLATE "C" NOT NULL,
    email        TEXT COLLATE "C" NOT NULL,
    name         TEXT COLLATE "C" NOT NULL,
    fields       TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    state        TEXT COLLATE "C" NOT NULL,
    available_at BIGINT,
    tries        INTEGER NOT NULL,
    why          TEXT COLLATE "C" NOT NULL,
    done_at      BIGINT,
    CONSTRAINT mail_key PRIMARY KEY (vendor, id),
    CONSTRAINT mail_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id),
    CONSTRAINT mail_waits CHECK ((state = 'waiting') = (available_at IS NOT NULL)),
    CONSTRAINT mail_forgets CHECK (fields = '' OR state IN ('waiting', 'refused'))
);
CREATE UNIQUE INDEX mail_once ON mail (vendor, about);
CREATE INDEX mail_by_time ON mail (available_at) WHERE available_at IS NOT NULL;
CREATE INDEX mail_by_customer ON mail (vendor, customer, id);
CREATE INDEX mail_refused ON mail (vendor, id) WHERE state = 'refused';
