// VAT numbers at a register that answers over HTTP, from the form to the evidence.
import { execFile } from 'node:child_process';
import { holds, matches, same } from '../lib/check.mjs';
import { binary, root } from '../lib/demo.mjs';
import { test } from '../lib/runner.mjs';
import { startServer } from '../lib/server.mjs';
import { openTaxRegister } from '../lib/tax_register.mjs';

const vendor = 'agorapulse';
const number = 'BE0136695962';

let customers = 0;
async function belgian(house) {
  customers += 1;
  const { body } = await house.api.post(
    '/v1/customers',
    {
      name: `Bruxelles ${customers} SA`,
      country: 'BE',
      owner: { email: `ana${customers}@bruxelles.example`, first_name: 'Ana', last_name: 'B' },
    },
    { expect: 201 },
  );
  return `/v1/customers/${body.id}`;
}

async function saveNumber(house, at) {
  const { headers } = await house.api.get(at);
  const { body } = await house.api.put(
    `${at}/billing`,
    {
      company: 'Bruxelles SA',
      email: 'compta@bruxelles.example',
      line1: '1 rue Exemple',
      postal_code: '1000',
      city: 'Bruxelles',
      country: 'BE',
      tax_number: number,
    },
    { headers: { 'If-Match': headers.etag } },
  );
  return body.billing.tax_number.status;
}

async function keepsTheProof(house, register) {
  const at = await belgian(house);
  same(await saveNumber(house, at), 'confirmed', 'the number');
  const question = register.questions.at(-1);
  same(question.path, '/rest-api/check-vat-number', 'where it was asked');
  same([question.countryCode, question.vatNumber], ['BE', '0136695962'], 'what was asked about');
  same([question.requesterMemberStateCode, question.requesterNumber], ['FR', '40303265045'], 'who asked');
  const { body } = await house.api.get(`${at}/tax-evidence`);
  const [kept] = body.data;
  same(
    [kept.register, kept.verdict, kept.consultation_number],
    ['VIES', 'confirmed', 'WAPIAAAAZ0000001'],
    'the proof',
  );
  matches(kept.at, /^\d{4}-\d{2}-\d{2}T/, 'its time');
  same(JSON.parse(kept.raw).valid, true, 'the answer as it came');
}

async function chargesWhileItIsDown(house, register) {
  register.goDown('MS_MAX_CONCURRENT_REQ');
  const at = await belgian(house);
  same(await saveNumber(house, at), 'unverified', 'the number');
  const set = { plan: 'standard', cycle: 'month', quantities: { user: 3, profile: 13 } };
  const wish = { set };
  const asked = await house.api.post(`${at}/subscription/preview`, wish, { key: null });
  same(
    [asked.body.tax.reason, asked.body.due_now.total],
    ['unverified_number', '413.82'],
    'VAT of the buyer’s country',
  );
  const { body } = await house.api.get(`${at}/tax-evidence`);
  same(body.data[0].verdict, 'down', 'the outage is kept');
  matches(body.data[0].raw, /MS_MAX_CONCURRENT_REQ/, 'with its code');
  register.comeBack();
  same(await saveNumber(house, at), 'confirmed', 'saved again');
  const again = await house.api.post(`${at}/subscription/preview`, wish, { key: null });
  same([again.body.tax.reason, again.body.due_now.total], ['reverse_charge', '342.00'], 'reverse charge');
}

function check(house, ...words) {
  return new Promise((done) => {
    execFile(
      binary,
      ['tax', 'check', ...words, '--config', house.file],
      { cwd: root },
      (error, stdout, stderr) => done({ code: error ? error.code : 0, said: stdout + stderr }),
    );
  });
}

async function asksByHand(house, register) {
  const confirmed = await check(house, 'be 0136.695.962', '--requester', 'FR40303265045');
  same(confirmed.code, 0, `confirmed: ${confirmed.said}`);
  matches(confirmed.said, /consultation number\s+WAPIAAAAZ0000001/, 'the proof');
  const wrong = await check(house, 'BE0136695963');
  same(wrong.code, 1, `wrong: ${wrong.said}`);
  register.goDown('MS_UNAVAILABLE');
  const down = await check(house, number);
  register.comeBack();
  same(down.code, 2, `down: ${down.said}`);
  holds(down.said.includes('MS_UNAVAILABLE'), `why: ${down.said}`);
}

export async function taxRegister() {
  const register = await openTaxRegister();
  const house = await startServer({
    vendor,
    config: `[tax_register]\nkind = "vies"\nurl = "${register.url}"\ntimeout_ms = 2000\n`,
  });
  try {
    await test('http: the register’s answer is kept with its consultation number', () =>
      keepsTheProof(house, register));
    await test('http: while the register is down VAT is charged, until it answers', () =>
      chargesWhileItIsDown(house, register));
    await test('http: settle tax check asks the register by hand', () => asksByHand(house, register));
  } finally {
    await house.stop();
    await register.close();
  }
}
