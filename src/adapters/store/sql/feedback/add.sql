-- Keeps what a reader thinks of a page.
-- args: vendor, page, verdict, at
-- index: none, it only appends
INSERT INTO feedback (
    vendor, page, verdict, at)
VALUES (
    :vendor, :page, :verdict, :at)
