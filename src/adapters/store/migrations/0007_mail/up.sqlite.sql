-- What is to be told by mail, and the mails.
CREATE TABLE untold_act (
    vendor       TEXT NOT NULL,
    customer     TEXT NOT NULL,
    sequence     BIGINT NOT NULL,
    available_at BIGINT NOT NULL,
    tries        INTEGER NOT NULL,
    CONSTRAINT untold_act_key PRIMARY KEY (vendor, customer, sequence)
);
CREATE INDEX untold_act_by_time ON untold_act (available_at);

CREATE TABLE mail (
    vendor       TEXT NOT NULL,
    id           TEXT NOT NULL,
    customer     TEXT,
    about        TEXT NOT NULL,
    template     TEXT NOT NULL,
    language     TEXT NOT NULL,
    email        TEXT NOT NULL,
    name         TEXT NOT NULL,
    fields       TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    state        TEXT NOT NULL,
    available_at BIGINT,
    tries        INTEGER NOT NULL,
    why          TEXT NOT NULL,
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
