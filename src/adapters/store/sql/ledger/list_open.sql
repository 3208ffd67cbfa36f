-- Documents of a range of customers of which something is receivable on a day.
-- args: vendor, after, last, on
-- index: posting_key, posting_day_key, invoice_key, customer_key
SELECT entry.customer, entry.document, entry.currency, COALESCE(MAX(invoice.due_on), MAX(invoice.issued_on)) AS due_on,
    CAST(SUM(entry.amount_minor) AS BIGINT) AS open_minor, MAX(customer.name) AS customer_name
FROM ledger_entry AS entry
LEFT JOIN posting_day ON posting_day.vendor = entry.vendor AND posting_day.customer = entry.customer
    AND posting_day.document = entry.document AND posting_day.posting = entry.posting
LEFT JOIN invoice ON invoice.vendor = entry.vendor AND invoice.customer = entry.customer AND invoice.id = entry.document
LEFT JOIN customer ON customer.vendor = entry.vendor AND customer.id = entry.customer
WHERE entry.vendor = :vendor AND entry.customer > :after AND entry.customer <= :last
    AND entry.account = 'receivable' AND COALESCE(posting_day.posted_on, invoice.issued_on) <= :on
GROUP BY entry.customer, entry.document, entry.currency
HAVING SUM(entry.amount_minor) <> 0
ORDER BY entry.customer, entry.document
