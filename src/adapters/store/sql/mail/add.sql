-- Queues a mail, unless one about the same was queued before.
-- args: vendor, id, customer, about, template, language, email, name, fields, created_at, expires_at
-- index: mail_key, mail_once
-- locks: nothing
INSERT INTO mail (
    vendor, id, customer, about, template, language, email, name, fields, created_at, expires_at, state, available_at,
    tries, why)
VALUES (
    :vendor, :id, :customer, :about, :template, :language, :email, :name, :fields, :created_at, :expires_at, 'waiting',
    :created_at, 0, '')
ON CONFLICT (vendor, about) DO NOTHING
