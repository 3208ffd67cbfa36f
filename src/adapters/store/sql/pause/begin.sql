-- Opens a pause, with the invoices of its first day so far; one that ended on its first day opens again.
-- args: vendor, customer, from_day
-- index: pause_key, one_open_pause_per_customer, invoice_key
INSERT INTO pause (vendor, customer, from_day, to_day, invoices_before)
SELECT :vendor, :customer, :from_day, NULL, COUNT(*)
FROM invoice
WHERE vendor = :vendor AND customer = :customer AND issued_on = :from_day AND kind <> 'credit_note'
ON CONFLICT (vendor, customer, from_day) DO UPDATE
SET to_day = NULL, invoices_before = excluded.invoices_before
WHERE pause.to_day = pause.from_day
