-- By which words customers are found, and what staff look for first.
CREATE TABLE customer_word (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    word     TEXT COLLATE "C" NOT NULL,
    source   TEXT COLLATE "C" NOT NULL,
    CONSTRAINT customer_word_key PRIMARY KEY (vendor, customer, word, source),
    CONSTRAINT customer_word_of_customer FOREIGN KEY (vendor, customer) REFERENCES customer (vendor, id),
    CONSTRAINT customer_word_is_one CHECK (word <> '')
);
CREATE INDEX customer_word_by_word ON customer_word (vendor, word, customer, source);
CREATE INDEX subscription_by_state ON subscription (vendor, state, plan, customer);
CREATE INDEX outbox_failing ON outbox (vendor, tries, customer) WHERE tries > 0;

INSERT INTO customer_word (vendor, customer, word, source)
WITH said (vendor, customer, source, text, email) AS (
    SELECT vendor, id, '', name, '' FROM customer
    UNION ALL
    SELECT
        customer.vendor, customer.id, '', COALESCE(billing_version.body::json ->> 'company', ''),
        COALESCE(billing_version.body::json ->> 'email', '')
    FROM customer
    JOIN billing_version ON billing_version.vendor = customer.vendor AND billing_version.customer = customer.id
        AND billing_version.version = customer.billing_version
    UNION ALL
    SELECT vendor, customer, id, first_name || ' ' || last_name, email FROM member WHERE left_at IS NULL),
plain (vendor, customer, source, text) AS (
    SELECT
        vendor, customer, source,
        REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(REPLACE(
            LOWER(TRANSLATE(text || ' ' || SUBSTR(email, 1, GREATEST(STRPOS(email, '@') - 1, 0)),
                'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝàáâãäåçèéêëìíîïðñòóôõöøùúûüýÿŸ',
                'aaaaaaceeeeiiiidnoooooouuuuyaaaaaaceeeeiiiidnoooooouuuuyyy') COLLATE "C"),
            'Æ', 'ae'), 'æ', 'ae'), 'Œ', 'oe'), 'œ', 'oe'), 'Þ', 'th'), 'þ', 'th'), 'ß', 'ss')
    FROM said)
SELECT vendor, customer, word, source
FROM plain, REGEXP_SPLIT_TO_TABLE(text, '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u00d7\u00f7\u2019]+') AS word
WHERE word <> ''
UNION
SELECT vendor, customer, LOWER(email COLLATE "C"), source FROM said WHERE email <> '';
