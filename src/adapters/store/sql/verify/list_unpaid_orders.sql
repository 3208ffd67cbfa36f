-- Orders of a range of customers that cost something and were applied although nothing shows that they were or will be paid.
-- args: vendor, first, last
-- index: change_order_key, invoice_key, payment_attempt_by_order
SELECT change_order.vendor, change_order.customer, change_order.id
FROM change_order
LEFT JOIN invoice ON invoice.vendor = change_order.vendor AND invoice.customer = change_order.customer
    AND invoice.id = change_order.invoice
    AND invoice.customer BETWEEN :first AND :last
WHERE change_order.vendor = :vendor AND change_order.customer BETWEEN :first AND :last
    AND change_order.state = 'applied' AND change_order.due_minor > 0
    AND (invoice.id IS NULL OR (invoice.status <> 'paid' AND invoice.due_on IS NULL))
    AND NOT EXISTS (
        SELECT 1 FROM payment_attempt
        WHERE payment_attempt.vendor = change_order.vendor AND payment_attempt.customer = change_order.customer
            AND payment_attempt.change = change_order.id AND payment_attempt.state = 'succeeded')
ORDER BY change_order.vendor, change_order.customer, change_order.id
