-- By which words customers are found, and what staff look for first.
CREATE TABLE customer_word (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    word     TEXT NOT NULL,
    source   TEXT NOT NULL,
    CONSTRAINT customer_word_key PRIMARY KEY (vendor, customer, word, source),
    CONSTRAINT customer_word_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id),
    CONSTRAINT customer_word_is_one CHECK (word <> '')
);
CREATE INDEX customer_word_by_word ON customer_word (vendor, word, customer, source);
CREATE INDEX subscription_by_state ON subscription (vendor, state, plan, customer);
CREATE INDEX outbox_failing ON outbox (vendor, tries, customer) WHERE tries > 0;

INSERT INTO customer_word (vendor, customer, word, source)
WITH RECURSIVE said (vendor, customer, source, text, email) AS (
    SELECT vendor, id, '', name, '' FROM customer
    UNION ALL
    SELECT
        customer.vendor, customer.id, '', COALESCE(json_extract(billing_version.body, '$.company'), ''),
        COALESCE(json_extract(billing_version.body, '$.email'), '')
    FROM customer
    JOIN billing_version ON billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
        AND billing_version.version = customer.billing_version
    UNION ALL
    SELECT vendor, customer, id, first_name || ' ' || last_name, email FROM member WHERE left_at IS NULL),
-- What is left to spell, the word so far, and a word that has just ended.
spelt (vendor, customer, source, rest, word, ended) AS (
    SELECT
        vendor, customer, source,
        text || ' ' || SUBSTR(email, 1, MAX(INSTR(email, '@') - 1, 0)) || ' ', '', ''
    FROM said
    UNION ALL
    SELECT
        vendor, customer, source, SUBSTR(rest, 2),
        CASE
            WHEN SUBSTR(rest, 1, 1) GLOB '[A-Za-z0-9]' THEN word || LOWER(SUBSTR(rest, 1, 1))
            WHEN UNICODE(rest) < 192 OR UNICODE(rest) IN (215, 247, 8217) THEN ''
            WHEN INSTR('ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïðñòóôõöøùúûüýÿŸ', SUBSTR(rest, 1, 1)) > 0
                THEN word || SUBSTR('aaaaaaceeeeiiiidnoooooouuuuyaaaaaaceeeeiiiidnoooooouuuuyyy',
                    INSTR('ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïðñòóôõöøùúûüýÿŸ', SUBSTR(rest, 1, 1)), 1)
            WHEN SUBSTR(rest, 1, 1) IN ('Æ', 'æ') THEN word || 'ae'
            WHEN SUBSTR(rest, 1, 1) IN ('Œ', 'œ') THEN word || 'oe'
            WHEN SUBSTR(rest, 1, 1) IN ('Þ', 'þ') THEN word || 'th'
            WHEN SUBSTR(rest, 1, 1) = 'ß' THEN word || 'ss'
            ELSE word || SUBSTR(rest, 1, 1)
        END,
        CASE
            WHEN SUBSTR(rest, 1, 1) NOT GLOB '[A-Za-z0-9]'
                AND (UNICODE(rest) < 192 OR UNICODE(rest) IN (215, 247, 8217)) THEN word
            ELSE ''
        END
    FROM spelt
    WHERE rest <> '')
SELECT vendor, customer, ended, source FROM spelt WHERE ended <> ''
UNION
SELECT vendor, customer, LOWER(email), source FROM said WHERE email <> '';
