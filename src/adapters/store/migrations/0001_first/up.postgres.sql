-- The first schema. Every table is keyed by vendor and, where there is one, by customer.
CREATE TABLE customer (
    vendor     TEXT COLLATE "C" NOT NULL,
    id         TEXT COLLATE "C" NOT NULL,
    version    BIGINT NOT NULL,
    name       TEXT COLLATE "C" NOT NULL,
    language   TEXT COLLATE "C" NOT NULL,
    time_zone  TEXT COLLATE "C" NOT NULL,
    billing    TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT customer_key PRIMARY KEY (vendor, id)
);
CREATE INDEX customer_by_age ON customer (vendor, created_at, id);

CREATE TABLE member (
    vendor     TEXT COLLATE "C" NOT NULL,
    customer   TEXT COLLATE "C" NOT NULL,
    id         TEXT COLLATE "C" NOT NULL,
    email      TEXT COLLATE "C" NOT NULL,
    first_name TEXT COLLATE "C" NOT NULL,
    last_name  TEXT COLLATE "C" NOT NULL,
    role       TEXT COLLATE "C" NOT NULL,
    language   TEXT COLLATE "C" NOT NULL,
    CONSTRAINT member_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT member_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE tax_evidence (
    vendor              TEXT COLLATE "C" NOT NULL,
    customer            TEXT COLLATE "C" NOT NULL,
    id                  TEXT COLLATE "C" NOT NULL,
    number              TEXT COLLATE "C" NOT NULL,
    register_name       TEXT COLLATE "C" NOT NULL,
    verdict             TEXT COLLATE "C" NOT NULL,
    consultation_number TEXT COLLATE "C" NOT NULL,
    raw                 TEXT COLLATE "C" NOT NULL,
    at                  BIGINT NOT NULL,
    CONSTRAINT tax_evidence_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT tax_evidence_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE subscription (
    vendor           TEXT COLLATE "C" NOT NULL,
    customer         TEXT COLLATE "C" NOT NULL,
    id               TEXT COLLATE "C" NOT NULL,
    version          BIGINT NOT NULL,
    state            TEXT COLLATE "C" NOT NULL,
    plan             TEXT COLLATE "C" NOT NULL,
    cycle            TEXT COLLATE "C" NOT NULL,
    currency         CHAR(3) COLLATE "C" NOT NULL,
    anchor           DATE NOT NULL,
    period_number    BIGINT NOT NULL,
    period_first_day DATE NOT NULL,
    period_end_day   DATE NOT NULL,
    commitment_end   DATE,
    trial_end        DATE,
    trial_used       INTEGER NOT NULL,
    self_managed     INTEGER NOT NULL,
    body             TEXT COLLATE "C" NOT NULL,
    due_on           DATE,
    CONSTRAINT one_subscription_per_customer PRIMARY KEY (vendor, customer),
    CONSTRAINT subscription_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
CREATE UNIQUE INDEX subscription_by_id ON subscription (vendor, customer, id);
CREATE INDEX subscription_by_due_day ON subscription (vendor, due_on, customer) WHERE due_on IS NOT NULL;

CREATE TABLE assigned_quantity (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    item     TEXT COLLATE "C" NOT NULL,
    count    BIGINT NOT NULL,
    CONSTRAINT assigned_quantity_key PRIMARY KEY (vendor, customer, item),
    CONSTRAINT assigned_quantity_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE change_order (
    vendor               TEXT COLLATE "C" NOT NULL,
    customer             TEXT COLLATE "C" NOT NULL,
    id                   TEXT COLLATE "C" NOT NULL,
    subscription         TEXT COLLATE "C" NOT NULL,
    state                TEXT COLLATE "C" NOT NULL,
    wanted               TEXT COLLATE "C" NOT NULL,
    fingerprint          TEXT COLLATE "C" NOT NULL,
    effective_on         DATE NOT NULL,
    subscription_version BIGINT NOT NULL,
    due_minor            BIGINT NOT NULL,
    currency             CHAR(3) COLLATE "C" NOT NULL,
    accepted_policy      TEXT COLLATE "C" NOT NULL,
    actor_kind           TEXT COLLATE "C" NOT NULL,
    actor_role           TEXT COLLATE "C" NOT NULL,
    actor_id             TEXT COLLATE "C" NOT NULL,
    invoice              TEXT COLLATE "C",
    refusal              TEXT COLLATE "C" NOT NULL,
    created_at           BIGINT NOT NULL,
    CONSTRAINT change_order_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT change_order_of_subscription FOREIGN KEY (vendor, customer, subscription)
        REFERENCES subscription (vendor, customer, id)
);
CREATE INDEX change_order_by_subscription ON change_order (vendor, customer, subscription);
CREATE INDEX change_order_by_invoice ON change_order (vendor, customer, invoice);
CREATE UNIQUE INDEX one_open_order_per_subscription ON change_order (vendor, customer, subscription)
    WHERE state = 'awaiting_payment';
CREATE UNIQUE INDEX one_live_order_per_fingerprint ON change_order (vendor, customer, fingerprint)
    WHERE state IN ('awaiting_payment', 'applied') AND fingerprint <> '';

CREATE TABLE payment_method (
    vendor       TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C" NOT NULL,
    id           TEXT COLLATE "C" NOT NULL,
    details      TEXT COLLATE "C" NOT NULL,
    is_default   INTEGER NOT NULL,
    CONSTRAINT payment_method_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT payment_method_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
CREATE UNIQUE INDEX one_default_method_per_customer ON payment_method (vendor, customer) WHERE is_default = 1;

CREATE TABLE payment_attempt (
    vendor             TEXT COLLATE "C" NOT NULL,
    customer           TEXT COLLATE "C" NOT NULL,
    id                 TEXT COLLATE "C" NOT NULL,
    change             TEXT COLLATE "C",
    invoice            TEXT COLLATE "C",
    ordinal            INTEGER NOT NULL,
    amount_minor       BIGINT NOT NULL,
    currency           CHAR(3) COLLATE "C" NOT NULL,
    state              TEXT COLLATE "C" NOT NULL,
    method             TEXT COLLATE "C" NOT NULL,
    saved_method       TEXT COLLATE "C",
    provider_reference TEXT COLLATE "C" NOT NULL,
    redirect_url       TEXT COLLATE "C" NOT NULL,
    return_url         TEXT COLLATE "C" NOT NULL,
    reason_code        TEXT COLLATE "C" NOT NULL,
    details            TEXT COLLATE "C" NOT NULL,
    created_at         BIGINT NOT NULL,
    CONSTRAINT payment_attempt_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT payment_attempt_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id),
    CONSTRAINT payment_attempt_of_order FOREIGN KEY (vendor, customer, change)
        REFERENCES change_order (vendor, customer, id),
    CONSTRAINT payment_attempt_by_method FOREIGN KEY (vendor, customer, saved_method)
        REFERENCES payment_method (vendor, customer, id)
);
CREATE UNIQUE INDEX payment_attempt_by_id ON payment_attempt (vendor, id);
CREATE UNIQUE INDEX one_open_attempt_per_order ON payment_attempt (vendor, customer, change)
    WHERE state IN ('intent', 'pending') AND change IS NOT NULL;
CREATE UNIQUE INDEX one_open_attempt_per_invoice ON payment_attempt (vendor, customer, invoice)
    WHERE state IN ('intent', 'pending') AND invoice IS NOT NULL;
CREATE INDEX payment_attempt_by_order ON payment_attempt (vendor, customer, change, ordinal);
CREATE INDEX payment_attempt_by_invoice ON payment_attempt (vendor, customer, invoice, ordinal);
CREATE INDEX payment_attempt_by_saved_method ON payment_attempt (vendor, customer, saved_method);
CREATE INDEX payment_attempt_unfinished ON payment_attempt (vendor, created_at, id)
    WHERE state IN ('intent', 'pending');

CREATE TABLE number_series (
    vendor      TEXT COLLATE "C" NOT NULL,
    kind        TEXT COLLATE "C" NOT NULL,
    year        INTEGER NOT NULL,
    last_number BIGINT NOT NULL,
    CONSTRAINT number_series_key PRIMARY KEY (vendor, kind, year)
);

CREATE TABLE invoice (
    vendor           TEXT COLLATE "C" NOT NULL,
    customer         TEXT COLLATE "C" NOT NULL,
    id               TEXT COLLATE "C" NOT NULL,
    subscription     TEXT COLLATE "C" NOT NULL,
    number           TEXT COLLATE "C" NOT NULL,
    series_year      INTEGER NOT NULL,
    series_number    BIGINT NOT NULL,
    kind             TEXT COLLATE "C" NOT NULL,
    reason           TEXT COLLATE "C" NOT NULL,
    change           TEXT COLLATE "C",
    issued_on        DATE NOT NULL,
    due_on           DATE,
    period_first_day DATE NOT NULL,
    period_end_day   DATE NOT NULL,
    status           TEXT COLLATE "C" NOT NULL,
    net_minor        BIGINT NOT NULL,
    total_minor      BIGINT NOT NULL,
    paid_minor       BIGINT NOT NULL,
    currency         CHAR(3) COLLATE "C" NOT NULL,
    tax_reason       TEXT COLLATE "C" NOT NULL,
    tax_country      TEXT COLLATE "C" NOT NULL,
    body             TEXT COLLATE "C" NOT NULL,
    CONSTRAINT invoice_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT invoice_of_subscription FOREIGN KEY (vendor, customer, subscription)
        REFERENCES subscription (vendor, customer, id),
    CONSTRAINT invoice_of_change FOREIGN KEY (vendor, customer, change)
        REFERENCES change_order (vendor, customer, id)
);
CREATE UNIQUE INDEX invoice_by_id ON invoice (vendor, id);
CREATE UNIQUE INDEX invoice_by_number ON invoice (vendor, kind, number);
CREATE UNIQUE INDEX invoice_by_series ON invoice (vendor, kind, series_year, series_number);
CREATE UNIQUE INDEX one_invoice_per_period ON invoice (vendor, customer, subscription, period_first_day)
    WHERE kind = 'invoice' AND reason IN ('first', 'renewal');
CREATE UNIQUE INDEX one_invoice_per_change ON invoice (vendor, customer, change, kind)
    WHERE change IS NOT NULL;
CREATE INDEX invoice_by_subscription ON invoice (vendor, customer, subscription);
CREATE INDEX invoice_by_age ON invoice (vendor, customer, issued_on, id);

CREATE TABLE ledger_entry (
    vendor       TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C" NOT NULL,
    document     TEXT COLLATE "C" NOT NULL,
    posting      INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    account      TEXT COLLATE "C" NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency     CHAR(3) COLLATE "C" NOT NULL,
    CONSTRAINT ledger_entry_key PRIMARY KEY (vendor, customer, document, posting, position),
    CONSTRAINT ledger_entry_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE request (
    vendor          TEXT COLLATE "C" NOT NULL,
    customer        TEXT COLLATE "C" NOT NULL,
    id              TEXT COLLATE "C" NOT NULL,
    type            TEXT COLLATE "C" NOT NULL,
    state           TEXT COLLATE "C" NOT NULL,
    version         BIGINT NOT NULL,
    message         TEXT COLLATE "C" NOT NULL,
    wanted          TEXT COLLATE "C",
    change          TEXT COLLATE "C",
    details         TEXT COLLATE "C" NOT NULL,
    author_kind     TEXT COLLATE "C" NOT NULL,
    author_role     TEXT COLLATE "C" NOT NULL,
    author_id       TEXT COLLATE "C" NOT NULL,
    decision_reason TEXT COLLATE "C" NOT NULL,
    decided_by      TEXT COLLATE "C" NOT NULL,
    created_at      BIGINT NOT NULL,
    decided_at      BIGINT,
    CONSTRAINT request_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT request_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id),
    CONSTRAINT request_of_change FOREIGN KEY (vendor, customer, change)
        REFERENCES change_order (vendor, customer, id)
);
CREATE UNIQUE INDEX request_by_id ON request (vendor, id);
CREATE INDEX request_by_age ON request (vendor, created_at, id);
CREATE INDEX request_by_customer_age ON request (vendor, customer, created_at, id);
CREATE INDEX request_by_change ON request (vendor, customer, change);

CREATE TABLE draft (
    vendor     TEXT COLLATE "C" NOT NULL,
    customer   TEXT COLLATE "C" NOT NULL,
    member     TEXT COLLATE "C" NOT NULL,
    version    BIGINT NOT NULL,
    wanted     TEXT COLLATE "C" NOT NULL,
    step       TEXT COLLATE "C" NOT NULL,
    method     TEXT COLLATE "C" NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT one_draft_per_member PRIMARY KEY (vendor, customer, member),
    CONSTRAINT draft_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE event (
    vendor        TEXT COLLATE "C" NOT NULL,
    customer      TEXT COLLATE "C" NOT NULL,
    sequence      BIGINT NOT NULL,
    id            TEXT COLLATE "C" NOT NULL,
    type          TEXT COLLATE "C" NOT NULL,
    actor_kind    TEXT COLLATE "C" NOT NULL,
    actor_role    TEXT COLLATE "C" NOT NULL,
    actor_id      TEXT COLLATE "C" NOT NULL,
    on_behalf_of  TEXT COLLATE "C" NOT NULL,
    reason        TEXT COLLATE "C" NOT NULL,
    at            BIGINT NOT NULL,
    data          TEXT COLLATE "C" NOT NULL,
    personal      TEXT COLLATE "C" NOT NULL,
    hash          CHAR(64) COLLATE "C" NOT NULL,
    previous_hash TEXT COLLATE "C" NOT NULL,
    CONSTRAINT event_key PRIMARY KEY (vendor, customer, sequence),
    CONSTRAINT event_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
CREATE UNIQUE INDEX event_by_id ON event (vendor, id);

CREATE TABLE outbox (
    id           BIGINT GENERATED ALWAYS AS IDENTITY,
    vendor       TEXT COLLATE "C" NOT NULL,
    event        TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C" NOT NULL,
    available_at BIGINT NOT NULL,
    tries        INTEGER NOT NULL,
    CONSTRAINT outbox_key PRIMARY KEY (id),
    CONSTRAINT outbox_of_event FOREIGN KEY (vendor, event) REFERENCES event (vendor, id)
);
CREATE INDEX outbox_by_event ON outbox (vendor, event);
CREATE INDEX outbox_by_time ON outbox (available_at, id);

CREATE TABLE sign_in_link (
    token_hash TEXT COLLATE "C" NOT NULL,
    vendor     TEXT COLLATE "C" NOT NULL,
    actor_kind TEXT COLLATE "C" NOT NULL,
    actor_role TEXT COLLATE "C" NOT NULL,
    actor_id   TEXT COLLATE "C" NOT NULL,
    customer   TEXT COLLATE "C" NOT NULL,
    member     TEXT COLLATE "C" NOT NULL,
    target     TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    reusable   INTEGER NOT NULL,
    CONSTRAINT sign_in_link_key PRIMARY KEY (token_hash)
);

CREATE TABLE session (
    token_hash TEXT COLLATE "C" NOT NULL,
    vendor     TEXT COLLATE "C" NOT NULL,
    actor_kind TEXT COLLATE "C" NOT NULL,
    actor_role TEXT COLLATE "C" NOT NULL,
    actor_id   TEXT COLLATE "C" NOT NULL,
    customer   TEXT COLLATE "C" NOT NULL,
    member     TEXT COLLATE "C" NOT NULL,
    csrf_token TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT session_key PRIMARY KEY (token_hash)
);

CREATE TABLE api_key (
    vendor      TEXT COLLATE "C" NOT NULL,
    id          TEXT COLLATE "C" NOT NULL,
    secret_hash TEXT COLLATE "C" NOT NULL,
    name        TEXT COLLATE "C" NOT NULL,
    created_at  BIGINT NOT NULL,
    CONSTRAINT api_key_key PRIMARY KEY (vendor, id)
);
CREATE UNIQUE INDEX api_key_by_secret ON api_key (secret_hash);

CREATE TABLE key_use (
    vendor       TEXT COLLATE "C" NOT NULL,
    caller       TEXT COLLATE "C" NOT NULL,
    route        TEXT COLLATE "C" NOT NULL,
    key          TEXT COLLATE "C" NOT NULL,
    request_hash TEXT COLLATE "C" NOT NULL,
    resource     TEXT COLLATE "C" NOT NULL,
    status       INTEGER NOT NULL,
    content_type TEXT COLLATE "C" NOT NULL,
    body         TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    CONSTRAINT key_use_key PRIMARY KEY (vendor, caller, route, key)
);

CREATE TABLE feedback (
    vendor  TEXT COLLATE "C" NOT NULL,
    page    TEXT COLLATE "C" NOT NULL,
    verdict TEXT COLLATE "C" NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX feedback_by_page ON feedback (vendor, page, at);

-- Orders, attempts and invoices name each other, so these wait until all three are there.
ALTER TABLE change_order ADD CONSTRAINT change_order_billed_by
    FOREIGN KEY (vendor, customer, invoice) REFERENCES invoice (vendor, customer, id);
ALTER TABLE payment_attempt ADD CONSTRAINT payment_attempt_of_invoice
    FOREIGN KEY (vendor, customer, invoice) REFERENCES invoice (vendor, customer, id);
