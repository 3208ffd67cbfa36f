-- Who has a word in the first range, and one in each of two others, each once, behind a place in the order of words.
-- args: vendor, first, last, after_word, after_customer, second, second_last, third, third_last, state, plan, limit
-- index: customer_word_by_word, customer_word_key, one_subscription_per_customer
-- locks: nothing
SELECT found.customer
FROM customer_word AS found
WHERE found.vendor = :vendor AND found.word >= :first AND found.word < :last
    AND (found.word, found.customer) > (:after_word, :after_customer)
    AND NOT EXISTS (
        SELECT 1 FROM customer_word AS earlier
        WHERE earlier.vendor = found.vendor AND earlier.customer = found.customer AND earlier.word >= :first
            AND (earlier.word, earlier.source) < (found.word, found.source))
    AND EXISTS (
        SELECT 1 FROM customer_word AS other
        WHERE other.vendor = found.vendor AND other.customer = found.customer AND other.word >= :second
            AND other.word < :second_last)
    AND EXISTS (
        SELECT 1 FROM customer_word AS other
        WHERE other.vendor = found.vendor AND other.customer = found.customer AND other.word >= :third
            AND other.word < :third_last)
    AND EXISTS (
        SELECT 1 FROM subscription
        WHERE subscription.vendor = found.vendor AND subscription.customer = found.customer
            AND (:state = '' OR subscription.state = :state) AND (:plan = '' OR subscription.plan = :plan))
ORDER BY found.word, found.customer, found.source
LIMIT :limit
