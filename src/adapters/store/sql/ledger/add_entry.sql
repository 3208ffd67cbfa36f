-- Writes one entry of a posting.
-- args: vendor, customer, document, posting, position, account, amount_minor, currency
-- index: ledger_entry_key
INSERT INTO ledger_entry (
    vendor, customer, document, posting, position, account, amount_minor, currency)
VALUES (
    :vendor, :customer, :document, :posting, :position, :account, :amount_minor, :currency)
