-- A vendor's figures: what each save of a subscription changed in them, and their sums by month.
CREATE TABLE number_fact (
    vendor   TEXT COLLATE "C" NOT NULL,
    customer TEXT COLLATE "C" NOT NULL,
    version  BIGINT NOT NULL,
    figure   TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    about    TEXT COLLATE "C" NOT NULL,
    day      TEXT COLLATE "C" NOT NULL,
    amount   BIGINT NOT NULL,
    count    BIGINT NOT NULL,
    CONSTRAINT number_fact_key PRIMARY KEY (vendor, customer, version, figure, currency, about)
);
CREATE TABLE number_sum (
    vendor   TEXT COLLATE "C" NOT NULL,
    figure   TEXT COLLATE "C" NOT NULL,
    currency TEXT COLLATE "C" NOT NULL,
    about    TEXT COLLATE "C" NOT NULL,
    month    TEXT COLLATE "C" NOT NULL,
    amount   BIGINT NOT NULL,
    count    BIGINT NOT NULL,
    CONSTRAINT number_sum_key PRIMARY KEY (vendor, figure, currency, about, month)
);
-- Until which number the documents of a series are counted.
CREATE TABLE counted_series (
    vendor TEXT COLLATE "C" NOT NULL,
    kind   TEXT COLLATE "C" NOT NULL,
    year   INTEGER NOT NULL,
    number BIGINT NOT NULL,
    CONSTRAINT counted_series_key PRIMARY KEY (vendor, kind, year)
);
-- Until whom customers who were there before there were figures are counted.
CREATE TABLE counted_customers (
    vendor         TEXT COLLATE "C" NOT NULL,
    customer_place TEXT COLLATE "C" NOT NULL,
    done           INTEGER NOT NULL,
    CONSTRAINT counted_customers_key PRIMARY KEY (vendor)
);
