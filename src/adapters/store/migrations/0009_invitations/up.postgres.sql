-- Who was asked by mail to join.
CREATE TABLE invitation (
    vendor     TEXT COLLATE "C" NOT NULL,
    customer   TEXT COLLATE "C" NOT NULL,
    id         TEXT COLLATE "C" NOT NULL,
    member     TEXT COLLATE "C" NOT NULL,
    seat       TEXT COLLATE "C" NOT NULL,
    state      TEXT COLLATE "C" NOT NULL,
    sent_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    sends      INTEGER NOT NULL,
    ended_at   BIGINT,
    CONSTRAINT invitation_key PRIMARY KEY (vendor, customer, id),
    CONSTRAINT invitation_of_member FOREIGN KEY (vendor, customer, member) REFERENCES member (vendor, customer, id),
    CONSTRAINT invitation_ends CHECK ((state = 'pending') = (ended_at IS NULL)),
    CONSTRAINT invitation_order CHECK (sends >= 1 AND expires_at > sent_at)
);
CREATE UNIQUE INDEX one_open_invitation ON invitation (vendor, customer, member)
WHERE state IN ('pending', 'expired');
CREATE INDEX invitation_by_member ON invitation (vendor, customer, member);
CREATE INDEX invitation_by_expiry ON invitation (vendor, expires_at) WHERE state = 'pending';
