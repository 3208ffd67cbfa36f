-- Lets a customer be found by a word of its own (no source), or of a member.
-- args: vendor, customer, word, source
-- index: customer_word_key
INSERT INTO customer_word (vendor, customer, word, source)
VALUES (:vendor, :customer, :word, :source)
ON CONFLICT (vendor, customer, word, source) DO NOTHING
