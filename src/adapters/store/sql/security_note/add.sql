-- Adds what happened to somebody's ways of signing in.
-- args: vendor, person, id, type, at, agent, address
-- index: security_note_key
INSERT INTO security_note (
    vendor, person, id, type, at, agent, address)
VALUES (
    :vendor, :person, :id, :type, :at, :agent, :address)
