-- Notes that an act is to be told by mail.
-- args: vendor, customer, sequence, available_at
-- index: untold_act_key
INSERT INTO untold_act (vendor, customer, sequence, available_at, tries)
VALUES (:vendor, :customer, :sequence, :available_at, 0)
