-- Keeps how often a member tried a wrong code.
-- args: vendor, customer, member, count, first_at, locked_until
-- index: code_tries_key
INSERT INTO code_tries (
    vendor, customer, member, count, first_at, locked_until)
VALUES (
    :vendor, :customer, :member, :count, :first_at, :locked_until)
ON CONFLICT (vendor, customer, member) DO UPDATE SET
    count = excluded.count, first_at = excluded.first_at, locked_until = excluded.locked_until
