-- Adds what a save changed in one figure.
-- args: vendor, customer, version, figure, currency, about, day, amount, count
-- index: number_fact_key
INSERT INTO number_fact (
    vendor, customer, version, figure, currency, about, day, amount, count)
VALUES (
    :vendor, :customer, :version, :figure, :currency, :about, :day, :amount, :count)
