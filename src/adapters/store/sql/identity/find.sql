-- Whom a provider means by a subject.
-- args: vendor, issuer, subject
-- index: identity_key
SELECT person
FROM identity
WHERE vendor = :vendor AND issuer = :issuer AND subject = :subject
