-- Open proposals whose last day is over, longest first, over all customers.
-- args: vendor, now, limit
-- index: request_proposal_by_expiry
-- locks: nothing
SELECT
    vendor, customer, request, number, state, wanted, text, by_id, made_at, until_day, expires_at, effect, answer
FROM request_proposal
WHERE vendor = :vendor AND state = 'open' AND expires_at <= :now
ORDER BY expires_at
LIMIT :limit
