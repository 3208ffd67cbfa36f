-- The first word of a customer in a range.
-- args: vendor, customer, first, last
-- index: customer_word_key
-- locks: nothing
SELECT word
FROM customer_word
WHERE vendor = :vendor AND customer = :customer AND word >= :first AND word < :last
ORDER BY word
LIMIT 1
