-- What staff did, one chain per vendor.
CREATE TABLE audit_entry (
    vendor     TEXT NOT NULL,
    sequence   BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_role TEXT NOT NULL,
    actor_id   TEXT NOT NULL,
    verb       TEXT NOT NULL,
    customer   TEXT NOT NULL,
    subject    TEXT NOT NULL,
    reason     TEXT NOT NULL,
    facts      TEXT NOT NULL,
    personal   TEXT NOT NULL,
    act        BIGINT NOT NULL,
    act_hash   TEXT NOT NULL,
    hash       TEXT NOT NULL,
    CONSTRAINT audit_entry_key PRIMARY KEY (vendor, sequence)
);
CREATE INDEX audit_entry_by_person ON audit_entry (vendor, actor_id, sequence);
CREATE INDEX audit_entry_by_customer ON audit_entry (vendor, customer, sequence);
CREATE INDEX audit_entry_by_verb ON audit_entry (vendor, verb, sequence);
CREATE INDEX audit_entry_by_time ON audit_entry (vendor, at, sequence);

-- The end of each chain: who appends holds it, and what was cut off behind it is missed.
CREATE TABLE audit_head (
    vendor   TEXT NOT NULL,
    sequence BIGINT NOT NULL,
    hash     TEXT NOT NULL,
    CONSTRAINT audit_head_key PRIMARY KEY (vendor)
);
