-- Documents as they were handed out, in parts of a size that every database takes, as base64url.
CREATE TABLE document (
    vendor        TEXT NOT NULL,
    customer      TEXT NOT NULL,
    invoice       TEXT NOT NULL,
    form          TEXT NOT NULL,
    languages     TEXT NOT NULL,
    settled_minor BIGINT NOT NULL,
    currency      TEXT NOT NULL,
    paid_with     TEXT NOT NULL,
    renderer      TEXT NOT NULL,
    digest        TEXT NOT NULL,
    bytes         BIGINT NOT NULL,
    made_at       BIGINT NOT NULL,
    CONSTRAINT document_key PRIMARY KEY (vendor, customer, invoice, form, languages),
    CONSTRAINT document_of_invoice FOREIGN KEY (vendor, customer, invoice)
        REFERENCES invoice (vendor, customer, id)
);
CREATE TABLE document_part (
    vendor    TEXT NOT NULL,
    customer  TEXT NOT NULL,
    invoice   TEXT NOT NULL,
    form      TEXT NOT NULL,
    languages TEXT NOT NULL,
    position  INTEGER NOT NULL,
    content   TEXT NOT NULL,
    CONSTRAINT document_part_key PRIMARY KEY (vendor, customer, invoice, form, languages, position),
    CONSTRAINT document_part_of_document FOREIGN KEY (vendor, customer, invoice, form, languages)
        REFERENCES document (vendor, customer, invoice, form, languages)
);
