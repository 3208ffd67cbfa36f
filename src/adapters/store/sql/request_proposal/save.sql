-- What became of a proposal.
-- args: vendor, customer, request, number, state, answer
-- index: request_proposal_key
UPDATE request_proposal
SET state = :state, answer = :answer
WHERE vendor = :vendor AND customer = :customer AND request = :request AND number = :number
