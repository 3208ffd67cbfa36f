-- A vendor has one unfinished run at most.
UPDATE bill_run
SET state = 'failed', failure = 'A later run went on with what was due.', ended_at = (
    SELECT MAX(later.started_at) FROM bill_run AS later
    WHERE later.vendor = bill_run.vendor AND later.id > bill_run.id)
WHERE state IN ('running', 'paused') AND EXISTS (
    SELECT 1 FROM bill_run AS later
    WHERE later.vendor = bill_run.vendor AND later.id > bill_run.id);

CREATE UNIQUE INDEX bill_run_unfinished ON bill_run (vendor) WHERE state IN ('running', 'paused');
