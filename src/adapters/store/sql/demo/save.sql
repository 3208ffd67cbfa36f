-- Writes a demo back if nobody did since it was read.
-- args: state, slot_at, lost_reason, became, change, vendor, id, version
-- index: demo_key
UPDATE demo
SET
    version = version + 1, state = :state, slot_at = :slot_at, lost_reason = :lost_reason, became = :became,
    change = :change
WHERE vendor = :vendor AND id = :id AND version = :version
