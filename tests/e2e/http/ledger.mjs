// The books through HTTP: what an order posts, in a balance, as a table and as the file of French law.
import { holds, same } from '../lib/check.mjs';
import { signIn } from '../lib/client.mjs';
import { test } from '../lib/runner.mjs';
import { Shop } from './shop.mjs';

const range = 'from=2020-01-01&to=2040-12-31';
const minor = (amount) => Math.round(Number(amount) * 100);

async function staffOf(shop) {
  return signIn(shop.demo, shop.demo.vendors[shop.vendor].staff);
}

async function wholeJournal(staff, format, limit) {
  const parts = [];
  let after = '';
  do {
    const answer = await staff.get(
      `/v1/ledger/journal?${range}&format=${format}&limit=${limit}${after && `&after=${after}`}`,
    );
    parts.push(answer.body ?? '');
    after = answer.headers['settle-next'] ?? '';
  } while (after);
  return parts.join('');
}

async function balances(shop) {
  const staff = await staffOf(shop);
  const read = async () => (await staff.get(`/v1/ledger/balance?${range}`)).body.accounts;
  const of = (accounts, account) =>
    accounts
      .filter((one) => one.account === account && one.currency === 'EUR')
      .reduce((sum, { debit, credit }) => sum + minor(debit) - minor(credit), 0);
  const before = await read();
  const customer = await shop.customer({ name: 'Books SA' });
  await shop.subscribe(customer);
  const after = await read();
  holds(of(after, 'revenue') < of(before, 'revenue'), 'an order is revenue');
  const sums = {};
  for (const one of after) {
    same(
      minor(one.opening) + minor(one.debit) - minor(one.credit),
      minor(one.closing),
      `${one.account} comes to its closing`,
    );
    sums[one.currency] = (sums[one.currency] ?? 0) + minor(one.closing);
  }
  for (const [currency, sum] of Object.entries(sums)) same(sum, 0, `${currency} sums to zero`);
  await staff.get('/v1/ledger/balance?from=2026-02-01&to=2026-01-01', { expect: 400 });
  const { body: year } = await staff.get('/v1/ledger/balance');
  holds(year.from.endsWith('-01-01') && year.from <= year.to, 'the year until today');
}

async function journals(shop) {
  const staff = await staffOf(shop);
  const csv = await wholeJournal(staff, 'csv', 1000);
  holds(csv.startsWith('day,journal,entry,'), 'the first page has a head');
  same(await wholeJournal(staff, 'csv', 7), csv, 'pages of seven are the same file');
  const [head, ...lines] = (await wholeJournal(staff, 'fec', 1000)).replace(/\r\n$/, '').split('\r\n');
  same(head.split('\t').length, 18, 'columns of the law');
  const sums = new Map();
  const numbers = new Map();
  for (const line of lines) {
    const cells = line.split('\t');
    same(cells.length, 18, line);
    const [journal, , number, day] = cells;
    holds(/^\d{8}$/.test(day), `a day: ${day}`);
    const amount = (cell) => minor(cell.replace(',', '.'));
    sums.set(
      `${journal}${number}`,
      (sums.get(`${journal}${number}`) ?? 0) + amount(cells[11]) - amount(cells[12]),
    );
    const known = numbers.get(journal) ?? 0;
    holds(
      Number(number) === known || Number(number) === known + 1,
      `${journal} ${number} follows ${known}`,
    );
    numbers.set(journal, Number(number));
  }
  holds(numbers.has('VE') && numbers.has('BQ'), 'sales and the bank');
  for (const [entry, sum] of sums) same(sum, 0, `${entry} sums to zero`);
  await staff.get(`/v1/ledger/journal?${range}&after=nowhere`, { expect: 400 });
  await staff.get(`/v1/ledger/journal?${range}&format=xml`, { expect: 400, wrong: true });
}

async function statements(shop) {
  const staff = await staffOf(shop);
  const { body: balance } = await staff.get(`/v1/ledger/balance?${range}`);
  const closing = (account) =>
    balance.accounts
      .filter((one) => one.account === account && one.currency === 'EUR')
      .reduce((sum, one) => sum + minor(one.closing), 0);
  let owed = 0;
  let after = '';
  do {
    const { body } = await staff.get(
      `/v1/ledger/receivables?on=2040-12-31&limit=2${after && `&after=${after}`}`,
    );
    for (const row of body.data) {
      same(
        ['not_due', 'until_30', 'until_60', 'until_90', 'older'].reduce(
          (sum, key) => sum + minor(row[key]),
          0,
        ),
        minor(row.total),
        'what is owed by age',
      );
      if (row.currency === 'EUR') owed += minor(row.total);
    }
    after = body.next ?? '';
  } while (after);
  same(owed, closing('receivable'), 'all that is owed is what the account comes to');
  const { body: taxes } = await staff.get(`/v1/ledger/taxes?${range}`);
  const charged = taxes.taxes
    .filter(({ currency }) => currency === 'EUR')
    .reduce((sum, { amount }) => sum + minor(amount), 0);
  same(-charged, closing('tax_payable'), 'all taxes are what the account comes to');
  const { body: revenue } = await staff.get('/v1/ledger/revenue?from=2025-01-01&months=36');
  for (const { opening, months } of revenue.currencies) {
    let deferred = minor(opening);
    for (const month of months) {
      deferred += minor(month.billed) - minor(month.earned);
      same(deferred, minor(month.deferred), `deferred at the end of ${month.month}`);
    }
  }
  await staff.get('/v1/ledger/taxes?from=2026-02-01&to=2026-01-01', { expect: 400 });
  await staff.get('/v1/ledger/revenue?months=37', { expect: 400, wrong: true });
}

export async function ledger(demo) {
  const shop = new Shop(demo);
  await test('http: an order is in the books, which sum to zero', () => balances(shop));
  await test('http: the journal is the same in pages of any size, and is what French law asks for', () =>
    journals(shop));
  await test('http: what is owed, taxed and earned agrees with the books', () => statements(shop));
}
