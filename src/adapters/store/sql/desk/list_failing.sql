-- Customers of whom an act could not be delivered, with that act, those tried most often first.
-- args: vendor, limit
-- index: outbox_failing, act_key, customer_key
-- locks: nothing
SELECT outbox.customer, customer.name, outbox.sequence, outbox.tries, outbox.available_at, act.at
FROM outbox
JOIN act ON act.vendor = outbox.vendor AND act.customer = outbox.customer AND act.sequence = outbox.sequence
JOIN customer ON customer.vendor = outbox.vendor AND customer.id = outbox.customer
WHERE outbox.vendor = :vendor AND outbox.tries > 0
ORDER BY outbox.tries DESC, outbox.customer DESC
LIMIT :limit
