-- Takes note of whom a provider means by a subject.
-- args: vendor, issuer, subject, person, created_at
-- index: identity_key
INSERT INTO identity (
    vendor, issuer, subject, person, created_at)
VALUES (
    :vendor, :issuer, :subject, :person, :created_at)
