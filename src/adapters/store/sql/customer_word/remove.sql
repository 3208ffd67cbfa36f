-- A word that is said no more.
-- args: vendor, customer, word, source
-- index: customer_word_key
DELETE FROM customer_word
WHERE vendor = :vendor AND customer = :customer AND word = :word AND source = :source
