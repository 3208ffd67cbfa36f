-- Adds a run.
-- args: vendor, id, until_day, state, actor_kind, actor_role, actor_id, started_at, ended_at, due, steps, invoices, parked, failure
-- index: bill_run_key
INSERT INTO bill_run (
    vendor, id, until_day, state, actor_kind, actor_role, actor_id, started_at, ended_at, due, steps,
    invoices, parked, failure)
VALUES (
    :vendor, :id, :until_day, :state, :actor_kind, :actor_role, :actor_id, :started_at, :ended_at,
    :due, :steps, :invoices, :parked, :failure)
