-- Puts somebody on the list of a member; who stands there stays as they are.
-- args: vendor, customer, author, email_key, email, first_name, last_name, position, source, listed_at, place, change
-- index: listed_person_key
INSERT INTO listed_person (
    vendor, customer, author, email_key, email, first_name, last_name, position, source, listed_at, place, change)
VALUES (
    :vendor, :customer, :author, :email_key, :email, :first_name, :last_name, :position, :source, :listed_at, :place,
    :change)
ON CONFLICT (vendor, customer, author, email_key) DO NOTHING
