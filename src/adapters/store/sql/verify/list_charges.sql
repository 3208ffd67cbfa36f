-- Every attempt of a range of customers that succeeded, with what it paid.
-- args: vendor, first, last
-- index: payment_attempt_key, change_order_key, invoice_key, posting_key
SELECT payment_attempt.vendor, payment_attempt.customer, payment_attempt.id, payment_attempt.change,
    payment_attempt.amount_minor, payment_attempt.currency, change_order.state AS order_state,
    COALESCE(payment_attempt.invoice, change_order.invoice) AS invoice,
    invoice.total_minor, invoice.currency AS invoice_currency,
    (SELECT CAST(COALESCE(SUM(ledger_entry.amount_minor), 0) AS BIGINT) FROM ledger_entry
        WHERE ledger_entry.vendor = invoice.vendor AND ledger_entry.customer = invoice.customer
            AND ledger_entry.document = invoice.id AND ledger_entry.account = 'customer_balance') AS from_balance_minor
FROM payment_attempt
LEFT JOIN change_order ON change_order.vendor = payment_attempt.vendor
    AND change_order.customer = payment_attempt.customer AND change_order.id = payment_attempt.change
    AND change_order.customer BETWEEN :first AND :last
LEFT JOIN invoice ON invoice.vendor = payment_attempt.vendor AND invoice.customer = payment_attempt.customer
    AND invoice.id = COALESCE(payment_attempt.invoice, change_order.invoice)
    AND invoice.customer BETWEEN :first AND :last
WHERE payment_attempt.vendor = :vendor AND payment_attempt.customer BETWEEN :first AND :last
    AND payment_attempt.state = 'succeeded'
ORDER BY payment_attempt.vendor, payment_attempt.customer, payment_attempt.id
