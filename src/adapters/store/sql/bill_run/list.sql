-- A page of runs, newest first.
-- args: vendor, before, limit
-- index: bill_run_key
SELECT
    vendor, id, until_day, state, actor_kind, actor_role, actor_id, started_at, ended_at, due, steps,
    invoices, parked, failure
FROM bill_run
WHERE vendor = :vendor AND (:before = '' OR id < :before)
ORDER BY id DESC
LIMIT :limit
