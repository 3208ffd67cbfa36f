-- The proposals made in a request, oldest first.
-- args: vendor, customer, request
-- index: request_proposal_key
SELECT
    vendor, customer, request, number, state, wanted, text, by_id, made_at, until_day, expires_at, effect, answer
FROM request_proposal
WHERE vendor = :vendor AND customer = :customer AND request = :request
ORDER BY number
