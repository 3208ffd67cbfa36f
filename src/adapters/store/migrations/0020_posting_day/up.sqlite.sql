-- When something was posted that was not posted with its document: its own day, in the order in which it is exported.
CREATE TABLE posting_day (
    vendor    TEXT NOT NULL,
    customer  TEXT NOT NULL,
    document  TEXT NOT NULL,
    posting   INTEGER NOT NULL,
    posted_on TEXT NOT NULL,
    CONSTRAINT posting_day_key PRIMARY KEY (vendor, customer, document, posting)
) WITHOUT ROWID;
-- What was posted before did not keep its day: that of the payment that succeeded is the nearest there is, then that of
-- the document, and for a gift, which has none, that of the last one the customer was given.
INSERT INTO posting_day (vendor, customer, document, posting, posted_on)
SELECT posting.vendor, posting.customer, posting.document, posting.posting, COALESCE(
    (SELECT MAX(date(payment_attempt.created_at / 1000000, 'unixepoch')) FROM payment_attempt
     WHERE payment_attempt.vendor = posting.vendor AND payment_attempt.customer = posting.customer
        AND payment_attempt.invoice = posting.document AND payment_attempt.state = 'succeeded'),
    (SELECT invoice.issued_on FROM invoice
     WHERE invoice.vendor = posting.vendor AND invoice.customer = posting.customer AND invoice.id = posting.document),
    (SELECT MAX(date(act.at / 1000000, 'unixepoch')) FROM act
     WHERE act.vendor = posting.vendor AND act.customer = posting.customer AND act.events LIKE '%"credit.given"%'),
    '1970-01-01')
FROM posting
WHERE posting.entries LIKE '%"cash"%' OR posting.entries LIKE '%"goodwill"%';
CREATE INDEX posting_day_by_day ON posting_day (vendor, posted_on, customer, document, posting);
