-- What documents of a series come to, by month, country of tax and currency.
-- args: vendor, kind, year, after, until
-- index: invoice_by_series
-- locks: nothing
SELECT SUBSTR(CAST(issued_on AS TEXT), 1, 7) AS month, tax_country, currency, CAST(SUM(net_minor) AS BIGINT) AS net_minor,
    CAST(SUM(total_minor - net_minor) AS BIGINT) AS tax_minor, COUNT(*) AS documents
FROM invoice
WHERE vendor = :vendor AND kind = :kind AND series_year = :year AND series_number > :after AND series_number <= :until
GROUP BY SUBSTR(CAST(issued_on AS TEXT), 1, 7), tax_country, currency
ORDER BY 1, 2, 3
