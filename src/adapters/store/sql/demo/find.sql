-- A demo by its id.
-- args: vendor, id
-- index: demo_key
SELECT
    vendor, id, state, version, company, first_name, last_name, email, phone, language, time_zone, wished_at,
    expected, message, slot_at, lost_reason, became, change, created_at, due_at
FROM demo
WHERE vendor = :vendor AND id = :id
