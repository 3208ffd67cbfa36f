-- The end of a vendor's log; nobody else appends to it until the transaction is over.
-- args: vendor
-- index: audit_head_key
INSERT INTO audit_head (vendor, sequence, hash)
VALUES (:vendor, 0, '')
ON CONFLICT (vendor) DO UPDATE SET sequence = audit_head.sequence
RETURNING sequence, hash
