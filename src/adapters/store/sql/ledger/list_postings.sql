-- What was posted apart from documents, in the order of days, behind a place in it.
-- args: vendor, after_day, after_customer, after_document, after_posting, to, currency, limit
-- index: posting_day_by_day, posting_key, customer_key, invoice_key
SELECT posting_day.customer, posting_day.document, posting_day.posting, posting_day.posted_on, posting.currency,
    posting.entries, customer.name AS customer_name, COALESCE(invoice.number, posting_day.document) AS number
FROM posting_day
JOIN posting ON posting.vendor = posting_day.vendor AND posting.customer = posting_day.customer
    AND posting.document = posting_day.document AND posting.posting = posting_day.posting
LEFT JOIN customer ON customer.vendor = posting_day.vendor AND customer.id = posting_day.customer
LEFT JOIN invoice ON invoice.vendor = posting_day.vendor AND invoice.customer = posting_day.customer
    AND invoice.id = posting_day.document
WHERE posting_day.vendor = :vendor
    AND (posting_day.posted_on, posting_day.customer, posting_day.document, posting_day.posting)
        > (:after_day, :after_customer, :after_document, :after_posting)
    AND posting_day.posted_on <= :to AND (posting.currency = :currency OR :currency = '')
ORDER BY posting_day.posted_on, posting_day.customer, posting_day.document, posting_day.posting
LIMIT :limit
