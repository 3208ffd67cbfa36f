-- What the second schema could hold beside it: a pause that is over, words about a request, a reason.
INSERT INTO pause (vendor, customer, from_day, to_day, invoices_before) VALUES
    ('agorapulse', 'cus_01a229bb6caf7000a58cac5024748488', '2026-06-01', '2026-06-11', 0);
INSERT INTO request_message (vendor, customer, request, sequence, by_kind, by_role, by_id, text, at) VALUES
    ('workstaff', 'cus_01a229bb6f057000bbaa9b07729b892e', 'req_01a229bb6f127000931124f3b68f0bc3', 1, 'member', 'owner', 'mem_01a229bb6f057001972254790855acec', 'Thursday, if possible', 2000),
    ('workstaff', 'cus_01a229bb6f057000bbaa9b07729b892e', 'req_01a229bb6f127000931124f3b68f0bc3', 2, 'staff', '', 'sam', 'Thursday it is', 3000);
UPDATE change_order SET reason = 'agreed by telephone' WHERE id = 'chg_01a229bb6c797000bfbee278d18381d2';
