-- Documents as they were handed out, in parts of a size that every database takes, as base64url.
CREATE TABLE document (
    vendor        TEXT COLLATE "C" NOT NULL,
    customer      TEXT COLLATE "C" NOT NULL,
    invoice       TEXT COLLATE "C" NOT NULL,
    form          TEXT COLLATE "C" NOT NULL,
    languages     TEXT COLLATE "C" NOT NULL,
    settled_minor BIGINT NOT NULL,
    currency      TEXT COLLATE "C" NOT NULL,
    paid_with     TEXT COLLATE "C" NOT NULL,
    renderer      TEXT COLLATE "C" NOT NULL,
    digest        TEXT COLLATE "C" NOT NULL,
    bytes         BIGINT NOT NULL,
    made_at       BIGINT NOT NULL,
    CONSTRAINT document_key PRIMARY KEY (vendor, customer, invoice, form, languages),
    CONSTRAINT document_of_invoice FOREIGN KEY (vendor, customer, invoice)
        REFERENCES invoice (vendor, customer, id)
);
CREATE TABLE document_part (
    vendor    TEXT COLLATE "C" NOT NULL,
    customer  TEXT COLLATE "C" NOT NULL,
    invoice   TEXT COLLATE "C" NOT NULL,
    form      TEXT COLLATE "C" NOT NULL,
    languages TEXT COLLATE "C" NOT NULL,
    position  INTEGER NOT NULL,
    content   TEXT COLLATE "C" NOT NULL,
    CONSTRAINT document_part_key PRIMARY KEY (vendor, customer, invoice, form, languages, position),
    CONSTRAINT document_part_of_document FOREIGN KEY (vendor, customer, invoice, form, languages)
        REFERENCES document (vendor, customer, invoice, form, languages)
);
