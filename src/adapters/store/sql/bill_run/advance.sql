-- Counts what a slice of a run did, and answers what was asked of the run meanwhile.
-- args: steps, invoices, parked, vendor, id
-- index: bill_run_key
UPDATE bill_run
SET steps = steps + :steps, invoices = invoices + :invoices, parked = parked + :parked
WHERE vendor = :vendor AND id = :id
RETURNING state
