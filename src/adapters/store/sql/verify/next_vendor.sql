-- The next vendor of whom there is any row.
-- args: after
-- index: customer_key, customer_by_age, customer_by_name, billing_version_key, one_subscription_per_customer, subscription_by_id, change_order_key, change_order_by_invoice, invoice_key, invoice_by_id, invoice_by_series, posting_key, payment_attempt_key, payment_attempt_by_id, pause_key, act_key, outbox_key, untold_act_key
SELECT MIN(vendor) AS vendor
FROM (
    SELECT MIN(vendor) AS vendor FROM customer WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM billing_version WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM subscription WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM change_order WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM invoice WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM posting WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM payment_attempt WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM pause WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM act WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM outbox WHERE vendor > :after
    UNION ALL
    SELECT MIN(vendor) AS vendor FROM untold_act WHERE vendor > :after
) AS earliest
