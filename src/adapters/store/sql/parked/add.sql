-- Notes why a subscription is left out of the runs.
-- args: vendor, customer, code, detail, at, due_on
-- index: parked_key
INSERT INTO parked (vendor, customer, code, detail, at, due_on)
VALUES (:vendor, :customer, :code, :detail, :at, :due_on)
ON CONFLICT (vendor, customer) DO UPDATE
SET code = excluded.code, detail = excluded.detail, at = excluded.at, due_on = excluded.due_on
