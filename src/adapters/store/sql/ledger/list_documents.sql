-- What was posted with documents of one kind, in the order of their numbers, behind a place in it.
-- args: vendor, kind, after_year, after_number, last_year, from, to, currency, limit
-- index: invoice_by_series, customer_key, posting_key, posting_day_key
SELECT page.customer, page.id, page.number, page.series_year, page.series_number, page.issued_on, page.currency,
    customer.name AS customer_name, posting.entries
FROM (
    SELECT vendor, customer, id, number, series_year, series_number, issued_on, currency
    FROM invoice
    WHERE vendor = :vendor AND kind = :kind AND (series_year, series_number) > (:after_year, :after_number)
        AND series_year <= :last_year AND issued_on >= :from AND issued_on <= :to
        AND (currency = :currency OR :currency = '')
    ORDER BY series_year, series_number
    LIMIT :limit
) AS page
LEFT JOIN customer ON customer.vendor = page.vendor AND customer.id = page.customer
LEFT JOIN posting ON posting.vendor = page.vendor AND posting.customer = page.customer AND posting.document = page.id
    AND NOT EXISTS (
        SELECT 1 FROM posting_day
        WHERE posting_day.vendor = posting.vendor AND posting_day.customer = posting.customer
            AND posting_day.document = posting.document AND posting_day.posting = posting.posting)
ORDER BY page.series_year, page.series_number, posting.posting
