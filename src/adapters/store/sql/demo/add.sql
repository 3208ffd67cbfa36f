-- Adds a demo that somebody asked for.
-- args: vendor, id, state, company, first_name, last_name, email, email_key, phone, language, time_zone, wished_at, expected, message, slot_at, lost_reason, became, change, created_at, due_at
-- index: demo_key, one_open_demo_per_email
INSERT INTO demo (
    vendor, id, state, version, company, first_name, last_name, email, email_key, phone, language, time_zone,
    wished_at, expected, message, slot_at, lost_reason, became, change, created_at, due_at)
VALUES (
    :vendor, :id, :state, 1, :company, :first_name, :last_name, :email, :email_key, :phone, :language, :time_zone,
    :wished_at, :expected, :message, :slot_at, :lost_reason, :became, :change, :created_at, :due_at)
