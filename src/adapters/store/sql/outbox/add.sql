-- Queues an event for delivery.
-- args: vendor, event, customer, available_at, tries
-- index: outbox_key
INSERT INTO outbox (
    vendor, event, customer, available_at, tries)
VALUES (
    :vendor, :event, :customer, :available_at, :tries)
