-- Adds a proposal.
-- args: vendor, customer, request, number, state, wanted, text, by_id, made_at, until_day, expires_at, effect, answer
-- index: request_proposal_key, one_open_proposal_per_request
INSERT INTO request_proposal (
    vendor, customer, request, number, state, wanted, text, by_id, made_at, until_day, expires_at, effect, answer)
VALUES (
    :vendor, :customer, :request, :number, :state, :wanted, :text, :by_id, :made_at, :until_day, :expires_at, :effect,
    :answer)
