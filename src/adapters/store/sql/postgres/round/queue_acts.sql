-- Queues acts for delivery, if nothing of their customers waits before them.
-- args: vendor, customers, sequences, instants
-- index: outbox_key
INSERT INTO outbox (vendor, customer, sequence, available_at, tries)
SELECT :vendor, waiting.customer, waiting.sequence, waiting.available_at, 0
FROM unnest(CAST(:customers AS TEXT[]), CAST(:sequences AS BIGINT[]), CAST(:instants AS BIGINT[]))
    AS waiting (customer, sequence, available_at)
ON CONFLICT (vendor, customer) DO NOTHING
