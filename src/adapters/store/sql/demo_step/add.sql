-- Adds what happened to a demo behind the rest.
-- args: vendor, demo, kind, by_kind, by_role, by_id, slot_at, text, at
-- index: demo_step_key
INSERT INTO demo_step (vendor, demo, sequence, kind, by_kind, by_role, by_id, slot_at, text, at)
SELECT :vendor, :demo, COALESCE(MAX(sequence), 0) + 1, :kind, :by_kind, :by_role, :by_id, :slot_at, :text, :at
FROM demo_step
WHERE vendor = :vendor AND demo = :demo
