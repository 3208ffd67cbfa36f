-- Rows of a range of customers that name something that is not there, where no foreign key says so.
-- args: vendor, first, last
-- index: invoice_key, one_invoice_per_change, subscription_by_id, one_subscription_per_customer, change_order_key, seller_version_key, billing_version_key, customer_key, posting_key, posting_day_key, act_key, outbox_key, untold_act_key
SELECT 'invoice' AS what, invoice.id AS id, 'its subscription' AS missing
FROM invoice
WHERE invoice.vendor = :vendor AND invoice.customer BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM subscription
        WHERE subscription.customer BETWEEN :first AND :last
            AND subscription.vendor = invoice.vendor AND subscription.customer = invoice.customer
            AND subscription.id = invoice.subscription)
UNION ALL
SELECT 'invoice', invoice.id, 'its change'
FROM invoice
WHERE invoice.vendor = :vendor AND invoice.customer BETWEEN :first AND :last
    AND invoice.change IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM change_order
        WHERE change_order.customer BETWEEN :first AND :last
            AND change_order.vendor = invoice.vendor AND change_order.customer = invoice.customer
            AND change_order.id = invoice.change)
UNION ALL
SELECT 'invoice', invoice.id, 'its seller'
FROM invoice
WHERE invoice.vendor = :vendor AND invoice.customer BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM seller_version
        WHERE seller_version.vendor = invoice.vendor AND seller_version.version = invoice.seller_version)
UNION ALL
SELECT 'invoice', invoice.id, 'its buyer'
FROM invoice
WHERE invoice.vendor = :vendor AND invoice.customer BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM billing_version
        WHERE billing_version.customer BETWEEN :first AND :last
            AND billing_version.vendor = invoice.vendor AND billing_version.customer = invoice.customer
            AND billing_version.version = invoice.buyer_version)
UNION ALL
SELECT 'customer', customer.id, 'the billing information'
FROM customer
WHERE customer.vendor = :vendor AND customer.id BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM billing_version
        WHERE billing_version.customer BETWEEN :first AND :last
            AND billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
            AND billing_version.version = customer.billing_version)
UNION ALL
SELECT 'billing_version', billing_version.customer, 'the customer'
FROM billing_version
WHERE billing_version.vendor = :vendor AND billing_version.customer BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM customer
        WHERE customer.id BETWEEN :first AND :last
            AND customer.vendor = billing_version.vendor AND customer.id = billing_version.customer)
UNION ALL
SELECT 'posting', posting.document, 'its customer'
FROM posting
WHERE posting.vendor = :vendor AND posting.customer BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM customer WHERE customer.id BETWEEN :first AND :last
            AND customer.vendor = posting.vendor AND customer.id = posting.customer)
UNION ALL
SELECT 'posting_day', posting_day.document, 'its posting'
FROM posting_day
WHERE posting_day.vendor = :vendor AND posting_day.customer BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM posting WHERE posting.customer BETWEEN :first AND :last
            AND posting.vendor = posting_day.vendor AND posting.customer = posting_day.customer
            AND posting.document = posting_day.document AND posting.posting = posting_day.posting)
UNION ALL
SELECT 'act', act.customer, 'its customer'
FROM act
WHERE act.vendor = :vendor AND act.customer BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM customer WHERE customer.id BETWEEN :first AND :last
            AND customer.vendor = act.vendor AND customer.id = act.customer)
UNION ALL
SELECT 'outbox', outbox.customer, 'the act to deliver'
FROM outbox
WHERE outbox.vendor = :vendor AND outbox.customer BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM act
        WHERE act.customer BETWEEN :first AND :last
            AND act.vendor = outbox.vendor AND act.customer = outbox.customer AND act.sequence = outbox.sequence)
UNION ALL
SELECT 'untold_act', untold_act.customer, 'the act to tell'
FROM untold_act
WHERE untold_act.vendor = :vendor AND untold_act.customer BETWEEN :first AND :last
    AND NOT EXISTS (
        SELECT 1 FROM act
        WHERE act.customer BETWEEN :first AND :last
            AND act.vendor = untold_act.vendor AND act.customer = untold_act.customer
            AND act.sequence = untold_act.sequence)
