-- The first schema. Every table is keyed by vendor and, where there is one, by customer.
CREATE TABLE customer (
    vendor     TEXT NOT NULL,
    id         TEXT NOT NULL,
    version    BIGINT NOT NULL,
    name       TEXT NOT NULL,
    language   TEXT NOT NULL,
    time_zone  TEXT NOT NULL,
    billing    TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT customer_key PRIMARY KEY (vendor, id)
);
CREATE INDEX customer_by_age ON customer (vendor, created_at, id);

CREATE TABLE member (
    vendor     TEXT NOT NULL,
    customer   TEXT NOT NULL,
    id         TEXT NOT NULL,
    email      TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name  TEXT NOT NULL,
    role       TEXT NOT NULL,
    language   TEXT NOT NULL,
    CONSTRAINT member_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT member_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE tax_evidence (
    vendor              TEXT NOT NULL,
    customer            TEXT NOT NULL,
    id                  TEXT NOT NULL,
    number              TEXT NOT NULL,
    register_name       TEXT NOT NULL,
    verdict             TEXT NOT NULL,
    consultation_number TEXT NOT NULL,
    raw                 TEXT NOT NULL,
    at                  BIGINT NOT NULL,
    CONSTRAINT tax_evidence_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT tax_evidence_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE subscription (
    vendor           TEXT NOT NULL,
    customer         TEXT NOT NULL,
    id               TEXT NOT NULL,
    version          BIGINT NOT NULL,
    state            TEXT NOT NULL,
    plan             TEXT NOT NULL,
    cycle            TEXT NOT NULL,
    currency         CHAR(3) NOT NULL,
    anchor           TEXT NOT NULL,
    period_number    BIGINT NOT NULL,
    period_first_day TEXT NOT NULL,
    period_end_day   TEXT NOT NULL,
    commitment_end   TEXT,
    trial_end        TEXT,
    trial_used       INTEGER NOT NULL,
    self_managed     INTEGER NOT NULL,
    body             TEXT NOT NULL,
    due_on           TEXT,
    CONSTRAINT one_subscription_per_customer PRIMARY KEY (vendor, customer),
    CONSTRAINT subscription_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
CREATE UNIQUE INDEX subscription_by_id ON subscription (vendor, customer, id);
CREATE INDEX subscription_by_due_day ON subscription (vendor, due_on, customer) WHERE due_on IS NOT NULL;

CREATE TABLE assigned_quantity (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    item     TEXT NOT NULL,
    count    BIGINT NOT NULL,
    CONSTRAINT assigned_quantity_key PRIMARY KEY (vendor, customer, item),
    CONSTRAINT assigned_quantity_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE change_order (
    vendor               TEXT NOT NULL,
    customer             TEXT NOT NULL,
    id                   TEXT NOT NULL,
    subscription         TEXT NOT NULL,
    state                TEXT NOT NULL,
    wanted               TEXT NOT NULL,
    fingerprint          TEXT NOT NULL,
    effective_on         TEXT NOT NULL,
    subscription_version BIGINT NOT NULL,
    due_minor            BIGINT NOT NULL,
    currency             CHAR(3) NOT NULL,
    accepted_policy      TEXT NOT NULL,
    actor_kind           TEXT NOT NULL,
    actor_role           TEXT NOT NULL,
    actor_id             TEXT NOT NULL,
    invoice              TEXT,
    refusal              TEXT NOT NULL,
    created_at           BIGINT NOT NULL,
    CONSTRAINT change_order_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT change_order_of_subscription FOREIGN KEY (vendor, customer, subscription)
        REFERENCES subscription (vendor, customer, id),
    CONSTRAINT change_order_billed_by FOREIGN KEY (vendor, customer, invoice)
        REFERENCES invoice (vendor, customer, id)
);
CREATE INDEX change_order_by_subscription ON change_order (vendor, customer, subscription);
CREATE INDEX change_order_by_invoice ON change_order (vendor, customer, invoice);
CREATE UNIQUE INDEX one_open_order_per_subscription ON change_order (vendor, customer, subscription)
    WHERE state = 'awaiting_payment';
CREATE UNIQUE INDEX one_live_order_per_fingerprint ON change_order (vendor, customer, fingerprint)
    WHERE state IN ('awaiting_payment', 'applied') AND fingerprint <> '';

CREATE TABLE payment_method (
    vendor       TEXT NOT NULL,
    customer     TEXT NOT NULL,
    id           TEXT NOT NULL,
    details      TEXT NOT NULL,
    is_default   INTEGER NOT NULL,
    CONSTRAINT payment_method_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT payment_method_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
CREATE UNIQUE INDEX one_default_method_per_customer ON payment_method (vendor, customer) WHERE is_default = 1;

CREATE TABLE payment_attempt (
    vendor             TEXT NOT NULL,
    customer           TEXT NOT NULL,
    id                 TEXT NOT NULL,
    change             TEXT,
    invoice            TEXT,
    ordinal            INTEGER NOT NULL,
    amount_minor       BIGINT NOT NULL,
    currency           CHAR(3) NOT NULL,
    state              TEXT NOT NULL,
    method             TEXT NOT NULL,
    saved_method       TEXT,
    provider_reference TEXT NOT NULL,
    redirect_url       TEXT NOT NULL,
    return_url         TEXT NOT NULL,
    reason_code        TEXT NOT NULL,
    details            TEXT NOT NULL,
    created_at         BIGINT NOT NULL,
    CONSTRAINT payment_attempt_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT payment_attempt_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id),
    CONSTRAINT payment_attempt_of_order FOREIGN KEY (vendor, customer, change)
        REFERENCES change_order (vendor, customer, id),
    CONSTRAINT payment_attempt_of_invoice FOREIGN KEY (vendor, customer, invoice)
        REFERENCES invoice (vendor, customer, id),
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
    vendor      TEXT NOT NULL,
    kind        TEXT NOT NULL,
    year        INTEGER NOT NULL,
    last_number BIGINT NOT NULL,
    CONSTRAINT number_series_key PRIMARY KEY (vendor, kind, year)
);

CREATE TABLE invoice (
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
    vendor       TEXT NOT NULL,
    customer     TEXT NOT NULL,
    document     TEXT NOT NULL,
    posting      INTEGER NOT NULL,
    position     INTEGER NOT NULL,
    account      TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    currency     CHAR(3) NOT NULL,
    CONSTRAINT ledger_entry_key PRIMARY KEY (vendor, customer, document, posting, position),
    CONSTRAINT ledger_entry_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE request (
    vendor          TEXT NOT NULL,
    customer        TEXT NOT NULL,
    id              TEXT NOT NULL,
    type            TEXT NOT NULL,
    state           TEXT NOT NULL,
    version         BIGINT NOT NULL,
    message         TEXT NOT NULL,
    wanted          TEXT,
    change          TEXT,
    details         TEXT NOT NULL,
    author_kind     TEXT NOT NULL,
    author_role     TEXT NOT NULL,
    author_id       TEXT NOT NULL,
    decision_reason TEXT NOT NULL,
    decided_by      TEXT NOT NULL,
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
    vendor     TEXT NOT NULL,
    customer   TEXT NOT NULL,
    member     TEXT NOT NULL,
    version    BIGINT NOT NULL,
    wanted     TEXT NOT NULL,
    step       TEXT NOT NULL,
    method     TEXT NOT NULL,
    updated_at BIGINT NOT NULL,
    CONSTRAINT one_draft_per_member PRIMARY KEY (vendor, customer, member),
    CONSTRAINT draft_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);

CREATE TABLE event (
    vendor        TEXT NOT NULL,
    customer      TEXT NOT NULL,
    sequence      BIGINT NOT NULL,
    id            TEXT NOT NULL,
    type          TEXT NOT NULL,
    actor_kind    TEXT NOT NULL,
    actor_role    TEXT NOT NULL,
    actor_id      TEXT NOT NULL,
    on_behalf_of  TEXT NOT NULL,
    reason        TEXT NOT NULL,
    at            BIGINT NOT NULL,
    data          TEXT NOT NULL,
    personal      TEXT NOT NULL,
    hash          CHAR(64) NOT NULL,
    previous_hash TEXT NOT NULL,
    CONSTRAINT event_key PRIMARY KEY (vendor, customer, sequence),
    CONSTRAINT event_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id)
);
CREATE UNIQUE INDEX event_by_id ON event (vendor, id);

CREATE TABLE outbox (
    id           INTEGER NOT NULL,
    vendor       TEXT NOT NULL,
    event        TEXT NOT NULL,
    customer     TEXT NOT NULL,
    available_at BIGINT NOT NULL,
    tries        INTEGER NOT NULL,
    CONSTRAINT outbox_key PRIMARY KEY (id AUTOINCREMENT),
    CONSTRAINT outbox_of_event FOREIGN KEY (vendor, event) REFERENCES event (vendor, id)
);
CREATE INDEX outbox_by_event ON outbox (vendor, event);
CREATE INDEX outbox_by_time ON outbox (available_at, id);

CREATE TABLE sign_in_link (
    token_hash TEXT NOT NULL,
    vendor     TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_role TEXT NOT NULL,
    actor_id   TEXT NOT NULL,
    customer   TEXT NOT NULL,
    member     TEXT NOT NULL,
    target     TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    reusable   INTEGER NOT NULL,
    CONSTRAINT sign_in_link_key PRIMARY KEY (token_hash)
);

CREATE TABLE session (
    token_hash TEXT NOT NULL,
    vendor     TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_role TEXT NOT NULL,
    actor_id   TEXT NOT NULL,
    customer   TEXT NOT NULL,
    member     TEXT NOT NULL,
    csrf_token TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT session_key PRIMARY KEY (token_hash)
);

CREATE TABLE api_key (
    vendor      TEXT NOT NULL,
    id          TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    name        TEXT NOT NULL,
    created_at  BIGINT NOT NULL,
    CONSTRAINT api_key_key PRIMARY KEY (vendor, id)
);
CREATE UNIQUE INDEX api_key_by_secret ON api_key (secret_hash);

CREATE TABLE key_use (
    vendor       TEXT NOT NULL,
    caller       TEXT NOT NULL,
    route        TEXT NOT NULL,
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    resource     TEXT NOT NULL,
    status       INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    body         TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    CONSTRAINT key_use_key PRIMARY KEY (vendor, caller, route, key)
);

CREATE TABLE feedback (
    vendor  TEXT NOT NULL,
    page    TEXT NOT NULL,
    verdict TEXT NOT NULL,
    at      BIGINT NOT NULL
);
CREATE INDEX feedback_by_page ON feedback (vendor, page, at);
