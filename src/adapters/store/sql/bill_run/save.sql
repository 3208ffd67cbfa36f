-- Writes what is asked of a run and what became of it; what was done is counted by its slices alone.
-- args: until_day, due, state, ended_at, failure, vendor, id
-- index: bill_run_key
UPDATE bill_run
SET until_day = :until_day, due = :due, state = :state, ended_at = :ended_at, failure = :failure
WHERE vendor = :vendor AND id = :id
