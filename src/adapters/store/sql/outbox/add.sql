-- Queues an act for delivery, if nothing of its customer waits before it.
-- args: vendor, customer, sequence, available_at
-- index: outbox_key
INSERT INTO outbox (vendor, customer, sequence, available_at, tries)
VALUES (:vendor, :customer, :sequence, :available_at, 0)
ON CONFLICT (vendor, customer) DO NOTHING
