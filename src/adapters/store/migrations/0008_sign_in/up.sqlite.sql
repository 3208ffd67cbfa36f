-- How people prove who they are: passwords, codes, passkeys, providers; and sessions that can be told apart.
ALTER TABLE session ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN person TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'link';
ALTER TABLE session ADD COLUMN opened_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE session ADD COLUMN agent TEXT NOT NULL DEFAULT '';
UPDATE session SET id = 'ses_' || SUBSTR(token_hash, 1, 24), opened_at = expires_at;
CREATE INDEX session_by_person ON session (vendor, person) WHERE person <> '';
CREATE INDEX session_by_actor ON session (vendor, actor_kind, actor_id) WHERE person = '';
CREATE INDEX session_by_expiry ON session (expires_at);
CREATE INDEX sign_in_link_by_expiry ON sign_in_link (expires_at);
CREATE INDEX member_by_email ON member (vendor, email_key) WHERE left_at IS NULL;

CREATE TABLE person (
    vendor              TEXT NOT NULL,
    id                  TEXT NOT NULL,
    email               TEXT NOT NULL,
    email_key           TEXT NOT NULL,
    staff_id            TEXT NOT NULL,
    staff_role          TEXT NOT NULL,
    password_hash       TEXT NOT NULL,
    password_set_at     BIGINT,
    sealed_code_key     TEXT NOT NULL,
    second_factor_since BIGINT,
    last_code_step      BIGINT NOT NULL,
    last_customer       TEXT NOT NULL,
    created_at          BIGINT NOT NULL,
    CONSTRAINT person_key PRIMARY KEY (vendor, id),
    CONSTRAINT person_second_factor CHECK (second_factor_since IS NULL OR sealed_code_key <> '')
);
CREATE UNIQUE INDEX one_person_per_email ON person (vendor, email_key);
CREATE UNIQUE INDEX one_person_per_staff_id ON person (vendor, staff_id) WHERE staff_id <> '';

CREATE TABLE recovery_code (
    vendor    TEXT NOT NULL,
    person    TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    CONSTRAINT recovery_code_key PRIMARY KEY (vendor, person, code_hash),
    CONSTRAINT recovery_code_of_person FOREIGN KEY (vendor, person) REFERENCES person (vendor, id)
);

CREATE TABLE ticket (
    token_hash TEXT NOT NULL,
    use        TEXT NOT NULL,
    vendor     TEXT NOT NULL,
    person     TEXT NOT NULL,
    data       TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    CONSTRAINT ticket_key PRIMARY KEY (token_hash)
);
CREATE INDEX ticket_by_expiry ON ticket (expires_at);
CREATE INDEX ticket_by_person ON ticket (vendor, person, use) WHERE person <> '';

CREATE TABLE sign_in_try (
    vendor  TEXT NOT NULL,
    key     TEXT NOT NULL,
    full_at BIGINT NOT NULL,
    CONSTRAINT sign_in_try_key PRIMARY KEY (vendor, key)
);
CREATE INDEX sign_in_try_by_age ON sign_in_try (full_at);

CREATE TABLE passkey (
    vendor     TEXT NOT NULL,
    id         TEXT NOT NULL,
    person     TEXT NOT NULL,
    name       TEXT NOT NULL,
    algorithm  BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    uses       BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at    BIGINT,
    CONSTRAINT passkey_key PRIMARY KEY (vendor, id),
    CONSTRAINT passkey_of_person FOREIGN KEY (vendor, person) REFERENCES person (vendor, id)
);
CREATE INDEX passkey_by_person ON passkey (vendor, person);

CREATE TABLE identity (
    vendor     TEXT NOT NULL,
    issuer     TEXT NOT NULL,
    subject    TEXT NOT NULL,
    person     TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    CONSTRAINT identity_key PRIMARY KEY (vendor, issuer, subject),
    CONSTRAINT identity_of_person FOREIGN KEY (vendor, person) REFERENCES person (vendor, id)
);
CREATE INDEX identity_by_person ON identity (vendor, person);

CREATE TABLE security_note (
    vendor  TEXT NOT NULL,
    person  TEXT NOT NULL,
    id      TEXT NOT NULL,
    type    TEXT NOT NULL,
    at      BIGINT NOT NULL,
    agent   TEXT NOT NULL,
    address TEXT NOT NULL,
    CONSTRAINT security_note_key PRIMARY KEY (vendor, person, id),
    CONSTRAINT security_note_of_person FOREIGN KEY (vendor, person) REFERENCES person (vendor, id)
);
CREATE INDEX security_note_by_age ON security_note (at);
