-- Keeps on which day the last posting of a document was made.
-- args: vendor, customer, document, posted_on
-- index: posting_key
INSERT INTO posting_day (vendor, customer, document, posting, posted_on)
VALUES (:vendor, :customer, :document, (
    SELECT MAX(posting) FROM posting
    WHERE vendor = :vendor AND customer = :customer AND document = :document), :posted_on)
