-- What staff did, one chain per vendor.
CREATE TABLE audit_entry (
    vendor     TEXT COLLATE "C" NOT NULL,
    sequence   BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    actor_kind TEXT COLLATE "C" NOT NULL,
    actor_role TEXT COLLATE "C" NOT NULL,
    actor_id   TEXT COLLATE "C" NOT NULL,
    verb       TEXT COLLATE "C" NOT NULL,
    customer   TEXT COLLATE "C" NOT NULL,
    subject    TEXT COLLATE "C" NOT NULL,
    reason     TEXT COLLATE "C" NOT NULL,
    facts      TEXT COLLATE "C" NOT NULL,
    personal   TEXT COLLATE "C" NOT NULL,
    act        BIGINT NOT NULL,
    act_hash   TEXT COLLATE "C" NOT NULL,
    hash       TEXT COLLATE "C" NOT NULL,
    CONSTRAINT audit_entry_key PRIMARY KEY (vendor, sequence)
);
CREATE INDEX audit_entry_by_person ON audit_entry (vendor, actor_id, sequence);
CREATE INDEX audit_entry_by_customer ON audit_entry (vendor, customer, sequence);
CREATE INDEX audit_entry_by_verb ON audit_entry (vendor, verb, sequence);
CREATE INDEX audit_entry_by_time ON audit_entry (vendor, at, sequence);

-- The end of each chain: who appends holds it, and what was cut off behind it is missed.
CREATE TABLE audit_head (
    vendor   TEXT COLLATE "C" NOT NULL,
    sequence BIGINT NOT NULL,
    hash     TEXT COLLATE "C" NOT NULL,
    CONSTRAINT audit_head_key PRIMARY KEY (vendor)
);
