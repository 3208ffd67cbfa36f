-- Who holds which seat, how people join, and what they are told.
ALTER TABLE member ADD COLUMN email_key TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE member ADD COLUMN position TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE member ADD COLUMN is_owner INTEGER NOT NULL DEFAULT 0;
ALTER TABLE member ADD COLUMN left_at BIGINT;
UPDATE member
SET email_key = LOWER(email)
WHERE (vendor, customer, id) IN (
    SELECT vendor, customer, MIN(id) FROM member GROUP BY vendor, customer, LOWER(email));
UPDATE member
SET is_owner = 1
WHERE (vendor, customer, id) IN (
    SELECT vendor, customer, MIN(id) FROM member WHERE role = 'owner' GROUP BY vendor, customer);
CREATE UNIQUE INDEX one_email_per_customer ON member (vendor, customer, email_key)
WHERE email_key <> '' AND left_at IS NULL;
CREATE UNIQUE INDEX one_owner_per_customer ON member (vendor, customer) WHERE is_owner = 1;

CREATE TABLE seat_holder (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    id       TEXT COLLATE "C" NOT NULL,
    seat     TEXT COLLATE "C" NOT NULL,
    member   TEXT COLLATE "C" NOT NULL,
    source   TEXT COLLATE "C" NOT NULL,
    since    BIGINT NOT NULL,
    until    BIGINT,
    CONSTRAINT seat_holder_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT seat_holder_is_member FOREIGN KEY (vendor, customer, member) REFERENCES member (vendor, customer, id),
    CONSTRAINT seat_holder_order CHECK (until IS NULL OR until >= since)
);
CREATE INDEX seat_holder_by_member ON seat_holder (vendor, customer, member);
CREATE UNIQUE INDEX one_seat_per_member ON seat_holder (vendor, customer, member, seat) WHERE until IS NULL;

CREATE TABLE invitation_code (
    vendor    TEXT COLLATE "C" NOT NULL,
    customer  TEXT COLLATE "C" NOT NULL,
    code      TEXT COLLATE "C" NOT NULL,
    code_key  TEXT COLLATE "C" NOT NULL,
    is_active INTEGER NOT NULL,
    use_limit BIGINT,
    uses      BIGINT NOT NULL,
    set_at    BIGINT NOT NULL,
    CONSTRAINT one_code_per_customer PRIMARY KEY (vendor, customer),
    CONSTRAINT invitation_code_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id),
    CONSTRAINT invitation_code_uses CHECK (uses >= 0 AND (use_limit IS NULL OR uses <= use_limit))
);
CREATE UNIQUE INDEX invitation_code_once ON invitation_code (vendor, code_key);

CREATE TABLE code_tries (
    vendor       TEXT COLLATE "C" NOT NULL,
    customer     TEXT COLLATE "C" NOT NULL,
    member       TEXT COLLATE "C" NOT NULL,
    count        BIGINT NOT NULL,
    first_at     BIGINT NOT NULL,
    locked_until BIGINT,
    CONSTRAINT code_tries_key PRIMARY KEY (vendor, customer, member),
    CONSTRAINT code_tries_of_member FOREIGN KEY (vendor, customer, member) REFERENCES member (vendor, customer, id)
);

CREATE TABLE listed_person (
    vendor     TEXT COLLATE "C" NOT NULL,
    customer   TEXT COLLATE "C" NOT NULL,
    author     TEXT COLLATE "C" NOT NULL,
    email_key  TEXT COLLATE "C" NOT NULL,
    email      TEXT COLLATE "C" NOT NULL,
    first_name TEXT COLLATE "C" NOT NULL,
    last_name  TEXT COLLATE "C" NOT NULL,
    position   TEXT COLLATE "C" NOT NULL,
    source     TEXT COLLATE "C" NOT NULL,
    listed_at  BIGINT NOT NULL,
    place      BIGINT NOT NULL,
    change     TEXT COLLATE "C",
    CONSTRAINT listed_person_key PRIMARY KEY (vendor, customer, author, email_key),
    CONSTRAINT listed_by_member FOREIGN KEY (vendor, customer, author) REFERENCES member (vendor, customer, id)
);

CREATE TABLE notification (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    member   TEXT COLLATE "C" NOT NULL,
    id       TEXT COLLATE "C" NOT NULL,
    type     TEXT COLLATE "C" NOT NULL,
    data     TEXT COLLATE "C" NOT NULL,
    at       BIGINT NOT NULL,
    read_at  BIGINT,
    CONSTRAINT notification_key PRIMARY KEY (vendor, customer, member, id),
    CONSTRAINT notification_of_member FOREIGN KEY (vendor, customer, member) REFERENCES member (vendor, customer, id)
);
CREATE INDEX session_by_member ON session (vendor, customer, member);
CREATE INDEX sign_in_link_by_member ON sign_in_link (vendor, customer, member);
