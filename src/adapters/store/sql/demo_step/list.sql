-- What happened to a demo, oldest first.
-- args: vendor, demo
-- index: demo_step_key
SELECT demo, kind, by_kind, by_role, by_id, slot_at, text, at
FROM demo_step
WHERE vendor = :vendor AND demo = :demo
ORDER BY sequence
