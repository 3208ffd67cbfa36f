-- Pauses of a range of customers with the invoices that were issued in them: those of the first day, and of the days after it.
-- args: vendor, first, last
-- index: pause_key, invoice_key
SELECT pause.vendor, pause.customer, pause.from_day, pause.to_day, pause.invoices_before, invoice.id AS invoice,
    invoice.issued_on
FROM pause
JOIN invoice ON invoice.vendor = pause.vendor AND invoice.customer = pause.customer
    AND invoice.issued_on >= pause.from_day AND (pause.to_day IS NULL OR invoice.issued_on < pause.to_day)
WHERE pause.vendor = :vendor AND pause.customer BETWEEN :first AND :last
    AND invoice.customer BETWEEN :first AND :last AND invoice.kind <> 'credit_note'
ORDER BY pause.vendor, pause.customer, pause.from_day, invoice.series_year, invoice.series_number
