-- Says until which number a series is counted, unless somebody else counted on meanwhile.
-- args: vendor, kind, year, until, counted
-- index: counted_series_key
-- locks: nothing
INSERT INTO counted_series (
    vendor, kind, year, number)
VALUES (
    :vendor, :kind, :year, :until)
ON CONFLICT (vendor, kind, year) DO UPDATE SET number = excluded.number
WHERE counted_series.number = :counted
