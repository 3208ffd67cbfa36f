-- Writes subscriptions back if nobody did since they were read, and counts what a run billed; NULL was not billed.
-- args: vendor, run_day, customers, ids, versions, states, plans, cycles, currencies, anchors, period_numbers, period_first_days, period_end_days, commitment_ends, trial_ends, trials_used, self_managed, bodies, due_days, billed_counts
-- index: one_subscription_per_customer, subscription_by_id
UPDATE subscription
SET
    version = subscription.version + 1, state = saved.state, plan = saved.plan, cycle = saved.cycle,
    currency = saved.currency, anchor = saved.anchor, period_number = saved.period_number,
    period_first_day = saved.period_first_day, period_end_day = saved.period_end_day,
    commitment_end = saved.commitment_end, trial_end = saved.trial_end, trial_used = saved.trial_used,
    self_managed = saved.self_managed, body = saved.body, due_on = saved.due_on,
    billed_day = CASE WHEN saved.billed_count IS NULL THEN subscription.billed_day ELSE :run_day END,
    billed_count = COALESCE(saved.billed_count, subscription.billed_count)
FROM (
    -- Apart, so that no plan begins with anything else than what is saved.
    SELECT :vendor AS vendor, given.*
    FROM unnest(
        CAST(:customers AS TEXT[]), CAST(:ids AS TEXT[]), CAST(:versions AS BIGINT[]), CAST(:states AS TEXT[]),
        CAST(:plans AS TEXT[]), CAST(:cycles AS TEXT[]), CAST(:currencies AS TEXT[]), CAST(:anchors AS DATE[]),
        CAST(:period_numbers AS BIGINT[]), CAST(:period_first_days AS DATE[]), CAST(:period_end_days AS DATE[]),
        CAST(:commitment_ends AS DATE[]), CAST(:trial_ends AS DATE[]), CAST(:trials_used AS INTEGER[]),
        CAST(:self_managed AS INTEGER[]), CAST(:bodies AS TEXT[]), CAST(:due_days AS DATE[]),
        CAST(:billed_counts AS INTEGER[])
    ) AS given (
        customer, id, version, state, plan, cycle, currency, anchor, period_number, period_first_day, period_end_day,
        commitment_end, trial_end, trial_used, self_managed, body, due_on, billed_count)
    OFFSET 0
) AS saved
WHERE subscription.vendor = saved.vendor AND subscription.customer = saved.customer COLLATE "C"
    AND subscription.id = saved.id COLLATE "C" AND subscription.version = saved.version
