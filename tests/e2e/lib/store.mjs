// What no call brings about, written where the program will find it.
import { execFileSync } from 'node:child_process';

const quoted = (text) => `'${String(text).replaceAll("'", "''")}'`;

function write(demo, statement) {
  execFileSync('sqlite3', ['-cmd', '.timeout 5000', demo.store, statement]);
}

/** The first act of a customer failed three times and is tried again in an hour. */
export function failDelivery(demo, customer) {
  // Behind whatever day the tests before have moved the clock to.
  const later = (Date.now() + 50 * 365 * 86_400_000) * 1000;
  write(
    demo,
    `INSERT INTO outbox (vendor, customer, sequence, available_at, tries)
     SELECT vendor, id, 1, ${later}, 3 FROM customer WHERE id = ${quoted(customer)}
     ON CONFLICT (vendor, customer) DO UPDATE SET tries = 3, available_at = ${later}`,
  );
}

/** What waits to be mailed about a customer was refused by the mail server. */
export function refuseMails(demo, customer) {
  write(
    demo,
    `UPDATE mail SET state = 'refused', available_at = NULL, tries = 1, why = '550 no such mailbox'
     WHERE customer = ${quoted(customer)} AND state = 'waiting'`,
  );
}
