-- Writes what is asked of a run and what became of it, unless somebody did since. What was done, its slices count.
-- args: until_day, due, state, ended_at, failure, vendor, id, was_until, was_state
-- index: bill_run_key
UPDATE bill_run
SET until_day = :until_day, due = :due, state = :state, ended_at = :ended_at, failure = :failure
WHERE vendor = :vendor AND id = :id AND until_day = :was_until AND state = :was_state
