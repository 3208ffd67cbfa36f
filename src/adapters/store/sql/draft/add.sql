-- Begins the draft of a member; writes nothing if there is one.
-- args: vendor, customer, member, version, wanted, step, method, updated_at
-- index: one_draft_per_member
INSERT INTO draft (
    vendor, customer, member, version, wanted, step, method, updated_at)
VALUES (
    :vendor, :customer, :member, :version, :wanted, :step, :method, :updated_at)
ON CONFLICT (vendor, customer, member) DO NOTHING
