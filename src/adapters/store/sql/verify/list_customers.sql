-- A range of customers, and when the last thing about each happened.
-- args: vendor, first, last
-- index: customer_key, act_key
SELECT customer.id,
    (SELECT act.at FROM act
        WHERE act.vendor = customer.vendor AND act.customer = customer.id
        ORDER BY act.sequence DESC
        LIMIT 1) AS last_at
FROM customer
WHERE customer.vendor = :vendor AND customer.id BETWEEN :first AND :last
ORDER BY customer.id
