-- Pauses with the invoices that were issued in them: those of the first day, and of the days after it.
-- args: 
-- index: none, verify reads everything
SELECT pause.vendor, pause.customer, pause.from_day, pause.to_day, pause.invoices_before, invoice.id AS invoice,
    invoice.issued_on
FROM pause
JOIN invoice ON invoice.vendor = pause.vendor AND invoice.customer = pause.customer
    AND invoice.issued_on >= pause.from_day AND (pause.to_day IS NULL OR invoice.issued_on < pause.to_day)
WHERE invoice.kind <> 'credit_note'
ORDER BY pause.vendor, pause.customer, pause.from_day, invoice.series_year, invoice.series_number
