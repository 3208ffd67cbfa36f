-- How many customers there are.
-- args: 
-- index: none, verify reads everything
SELECT COUNT(*) AS customers
FROM customer
