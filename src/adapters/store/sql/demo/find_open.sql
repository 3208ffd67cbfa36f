-- The demo of an address that staff still work on.
-- args: vendor, email_key
-- index: one_open_demo_per_email
SELECT
    vendor, id, state, version, company, first_name, last_name, email, phone, language, time_zone, wished_at,
    expected, message, slot_at, lost_reason, became, change, created_at, due_at
FROM demo
WHERE vendor = :vendor AND email_key = :email_key AND state IN ('new', 'scheduled', 'held', 'no_show')
