-- What the documents of a vendor come to that were counted, by month, country of tax and currency.
-- args: vendor
-- index: counted_series_key, invoice_by_series
SELECT SUBSTR(CAST(invoice.issued_on AS TEXT), 1, 7) AS month, invoice.tax_country, invoice.currency,
    CAST(SUM(invoice.net_minor) AS BIGINT) AS net_minor,
    CAST(SUM(invoice.total_minor - invoice.net_minor) AS BIGINT) AS tax_minor, COUNT(*) AS documents
FROM counted_series
CROSS JOIN invoice
WHERE counted_series.vendor = :vendor AND invoice.vendor = counted_series.vendor
    AND invoice.kind = counted_series.kind AND invoice.series_year = counted_series.year
    AND invoice.series_number <= counted_series.number
GROUP BY SUBSTR(CAST(invoice.issued_on AS TEXT), 1, 7), invoice.tax_country, invoice.currency
ORDER BY 1, 2, 3
