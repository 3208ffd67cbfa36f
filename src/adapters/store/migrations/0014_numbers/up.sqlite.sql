-- A vendor's figures: what each save of a subscription changed in them, and their sums by month.
CREATE TABLE number_fact (
    vendor   TEXT NOT NULL,
    customer TEXT NOT NULL,
    version  BIGINT NOT NULL,
    figure   TEXT NOT NULL,
    currency TEXT NOT NULL,
    about    TEXT NOT NULL,
    day      TEXT NOT NULL,
    amount   BIGINT NOT NULL,
    count    BIGINT NOT NULL,
    CONSTRAINT number_fact_key PRIMARY KEY (vendor, customer, version, figure, currency, about)
) WITHOUT ROWID;
CREATE TABLE number_sum (
    vendor   TEXT NOT NULL,
    figure   TEXT NOT NULL,
    currency TEXT NOT NULL,
    about    TEXT NOT NULL,
    month    TEXT NOT NULL,
    amount   BIGINT NOT NULL,
    count    BIGINT NOT NULL,
    CONSTRAINT number_sum_key PRIMARY KEY (vendor, figure, currency, about, month)
) WITHOUT ROWID;
-- Until which number the documents of a series are counted.
CREATE TABLE counted_series (
    vendor TEXT NOT NULL,
    kind   TEXT NOT NULL,
    year   INTEGER NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT counted_series_key PRIMARY KEY (vendor, kind, year)
) WITHOUT ROWID;
-- Until whom customers who were there before there were figures are counted.
CREATE TABLE counted_customers (
    vendor         TEXT NOT NULL,
    customer_place TEXT NOT NULL,
    done           INTEGER NOT NULL,
    CONSTRAINT counted_customers_key PRIMARY KEY (vendor)
) WITHOUT ROWID;
