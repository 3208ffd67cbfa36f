-- Writes what became of a run.
-- args: state, ended_at, failure, vendor, id
-- index: bill_run_key
UPDATE bill_run
SET state = :state, ended_at = :ended_at, failure = :failure
WHERE vendor = :vendor AND id = :id
