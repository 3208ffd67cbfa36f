-- What each account came to before a day, and what was booked on either side of it until another.
-- args: vendor, from, to
-- index: posting_key, posting_day_key, invoice_key
SELECT entry.currency, entry.account,
    CAST(SUM(CASE WHEN COALESCE(posting_day.posted_on, invoice.issued_on) < :from
        THEN entry.amount_minor ELSE 0 END) AS BIGINT) AS opening_minor,
    CAST(SUM(CASE WHEN COALESCE(posting_day.posted_on, invoice.issued_on) >= :from AND entry.amount_minor > 0
        THEN entry.amount_minor ELSE 0 END) AS BIGINT) AS debit_minor,
    CAST(SUM(CASE WHEN COALESCE(posting_day.posted_on, invoice.issued_on) >= :from AND entry.amount_minor < 0
        THEN -entry.amount_minor ELSE 0 END) AS BIGINT) AS credit_minor
FROM ledger_entry AS entry
LEFT JOIN posting_day ON posting_day.vendor = entry.vendor AND posting_day.customer = entry.customer
    AND posting_day.document = entry.document AND posting_day.posting = entry.posting
LEFT JOIN invoice ON invoice.vendor = entry.vendor AND invoice.customer = entry.customer AND invoice.id = entry.document
WHERE entry.vendor = :vendor AND COALESCE(posting_day.posted_on, invoice.issued_on) <= :to
GROUP BY entry.currency, entry.account
ORDER BY entry.currency, entry.account
