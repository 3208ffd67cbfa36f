-- Sets the invitation code of a customer.
-- args: vendor, customer, code, code_key, is_active, use_limit, uses, set_at
-- index: one_code_per_customer, invitation_code_once
INSERT INTO invitation_code (
    vendor, customer, code, code_key, is_active, use_limit, uses, set_at)
VALUES (
    :vendor, :customer, :code, :code_key, :is_active, :use_limit, :uses, :set_at)
ON CONFLICT (vendor, customer) DO UPDATE SET
    code = excluded.code, code_key = excluded.code_key, is_active = excluded.is_active,
    use_limit = excluded.use_limit, uses = excluded.uses, set_at = excluded.set_at
