-- Adds to a figure of a month.
-- args: vendor, figure, currency, about, month, amount, count
-- index: number_sum_key
-- locks: nothing
INSERT INTO number_sum (
    vendor, figure, currency, about, month, amount, count)
VALUES (
    :vendor, :figure, :currency, :about, :month, :amount, :count)
ON CONFLICT (vendor, figure, currency, about, month) DO UPDATE
SET amount = number_sum.amount + excluded.amount, count = number_sum.count + excluded.count
