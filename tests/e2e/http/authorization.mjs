// Every operation of the contract × every kind of caller: what the table says is what the program does.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { parse } from 'yaml';
import { holds, same } from '../lib/check.mjs';
import { Caller, server, signIn } from '../lib/client.mjs';
import { document, operationIds } from '../lib/contract.mjs';
import { operate } from '../lib/credentials.mjs';
import { root } from '../lib/demo.mjs';
import { test } from '../lib/runner.mjs';
import { rows } from './authorization_table.mjs';
import { Shop } from './shop.mjs';

const catalog = parse(readFileSync(join(root, 'examples', 'agorapulse', 'catalog.yaml'), 'utf8'));
const has = (role, right) => role.rights === 'all' || role.rights.includes(right);
const orders = ['subscribe', 'change_plan', 'change_quantities'];
const memberMay = (role, right) =>
  right === 'any' || (right === 'order' ? orders.some((one) => has(role, one)) : has(role, right));

/** What the team's people may do: everything, where a catalog tells no roles apart. */
const staffRoles = catalog.staff_roles ?? [{ code: 'admin', rights: 'all' }];
const staffLink = (demo, vendor, role) =>
  operate(
    demo,
    'staff-link',
    '--vendor',
    vendor,
    '--staff',
    `matrix_${role}`,
    ...(catalog.staff_roles ? ['--staff-role', role] : []),
  );

/** Everybody there is, each with what decides what they may. */
async function everybody(shop, customer) {
  const { demo } = shop;
  const callers = [{ kind: 'nobody', name: 'nobody', caller: new Caller(demo.base, {}) }];
  for (const role of catalog.roles) {
    const member = role.only_one ? customer.owner : await shop.member(customer, role.code);
    callers.push({ kind: 'member', role, name: role.code, caller: await shop.person(customer, member) });
  }
  const other = await shop.customer();
  callers.push({ kind: 'stranger', name: 'another owner', caller: await shop.person(other) });
  for (const role of staffRoles) {
    const caller = await signIn(demo, await staffLink(demo, 'agorapulse', role.code));
    callers.push({ kind: 'staff', role, name: `staff ${role.code}`, caller });
  }
  callers.push({ kind: 'server', name: 'server', caller: shop.api });
  callers.push({
    kind: 'foreign',
    name: "another vendor's staff",
    caller: await signIn(demo, await staffLink(demo, 'beesbusy', 'admin')),
  });
  callers.push({ kind: 'foreign', name: "another vendor's server", caller: server(demo, 'Beesbusy') });
  return callers;
}

const allowed = 'allowed';

/** What a row says of a caller: a status, several, or that they are let in. */
function verdict(row, { kind, role, name }) {
  if (row.who === 'open') return allowed;
  if (kind === 'nobody') return 401;
  if (row.who === 'signed_in') return allowed;
  const isServer = name.endsWith('server');
  if (row.who === 'session') return isServer ? 401 : allowed;
  if (row.who === 'proved') return isServer ? (row.server ?? 401) : (row.person ?? 403);
  if (kind === 'server') return row.server ?? allowed;
  if (kind === 'staff') return has(role, row.staff) ? (row.staff_even ?? allowed) : 403;
  const isOfCustomer = row.who === 'customer' || row.of_customer;
  if (kind === 'foreign') return row.foreign ?? (isOfCustomer ? 404 : allowed);
  if (row.who === 'staff') return kind === 'stranger' ? (row.stranger ?? 403) : 403;
  if (kind === 'stranger') return row.who === 'mixed' ? allowed : 404;
  return memberMay(role, row.member) ? allowed : 403;
}

const keptOut = ['not_signed_in', 'role_required', 'staff_required', 'staff_right_required', 'csrf_refused'];
const refusals = [
  'not_signed_in',
  'customer_not_found',
  'invoice_not_found',
  'request_not_found',
  'payment_not_found',
];

/** Whether an answer is what was said; being let in may still end in a refusal of what was asked. */
function agrees(expected, status, code, row) {
  if (row.who === 'open') return !keptOut.includes(code);
  if (expected !== allowed) return [expected].flat().includes(status);
  return status !== 401 && status !== 403 && !refusals.includes(code);
}

const operations = Object.entries(document.paths).flatMap(([template, item]) =>
  ['get', 'put', 'post', 'delete']
    .filter((method) => item[method])
    .map((method) => ({ template, method, node: item[method], id: item[method].operationId })),
);

const fill = (value, world) => (typeof value === 'function' ? value(world) : value);

function requestFor({ template, node, method }, row, world) {
  const names = {
    id: world.customer,
    invoice: world.invoice,
    request: world.request,
    payment: world.payment,
  };
  const path = template.replace(/\{(\w+)\}/g, (_all, name) => row.path?.[name] ?? names[name] ?? 'x');
  const described = node.requestBody?.$ref
    ? document.components.requestBodies[node.requestBody.$ref.split('/').at(-1)]
    : node.requestBody;
  const body = row.csv ?? fill(row.body, world) ?? described?.content['application/json']?.example;
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { ...row.headers };
  if (text !== undefined) headers['Content-Type'] = row.csv ? 'text/csv' : 'application/json';
  headers['Content-Length'] = text === undefined ? 0 : Buffer.byteLength(text);
  if (method === 'post') headers['Idempotency-Key'] = randomUUID();
  return { path: path + (fill(row.query, world) ?? ''), headers, body: text };
}

/** As send(), but a stream is left as soon as it is open: it would go on for ever. */
function ask(base, method, path, { headers, body }) {
  const { hostname: host, port } = new URL(base);
  return new Promise((done, fail) => {
    const outgoing = request({ host, port, method, path, headers, agent: false }, async (incoming) => {
      const { statusCode: status } = incoming;
      if (incoming.headers['content-type']?.startsWith('text/event-stream')) {
        incoming.destroy();
        return done({ status, text: '' });
      }
      try {
        done({ status, text: await textOf(incoming) });
      } catch (error) {
        fail(error);
      }
    });
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}

function codeOf(answer) {
  try {
    return JSON.parse(answer.text).code;
  } catch {
    return undefined;
  }
}

async function prepare(demo) {
  const shop = new Shop(demo);
  const customer = await shop.customer();
  const change = await shop.subscribe(customer);
  const invoices = await shop.invoices(customer);
  const { body: request } = await shop.api.post(
    '/v1/requests',
    { customer: customer.id, type: 'refund', message: 'Please' },
    { expect: 201 },
  );
  const world = {
    customer: customer.id,
    member: customer.owner.id,
    invoice: invoices[0].id,
    payment: change.payment.attempt,
    request: request.id,
    wish: { set: { quantities: { user: 4 } }, fingerprint: 'stale', pay_with: 'card', return_url: '/portal' },
  };
  return { callers: await everybody(shop, customer), world };
}

export async function authorization(demo) {
  await test('http: each operation of the contract has a row in the table of who may', () => {
    const missing = operationIds.filter((id) => !(id in rows));
    const gone = Object.keys(rows).filter((id) => !operationIds.includes(id));
    same({ missing, gone }, { missing: [], gone: [] }, 'rows');
  });
  await test('http: nobody may more, and nobody less, than the table says', async () => {
    const { callers, world } = await prepare(demo);
    const deviations = [];
    let calls = 0;
    for (const operation of operations) {
      const row = rows[operation.id];
      if (!row) continue;
      for (const who of callers) {
        if (row.dry && !['nobody', 'server'].includes(who.kind)) continue;
        const { path, headers, body } = requestFor(operation, row, world);
        const answer = await ask(demo.base, operation.method.toUpperCase(), path, {
          headers: { ...who.caller.headers, ...headers },
          body,
        });
        calls += 1;
        const code = codeOf(answer);
        const expected = verdict(row, who);
        const leaks =
          ['stranger', 'foreign'].includes(who.kind) &&
          answer.status < 300 &&
          answer.text.includes(world.customer);
        if (!agrees(expected, answer.status, code, row) || leaks || answer.status >= 500)
          deviations.push(
            `${operation.id} by ${who.name}: ${answer.status} ${code ?? ''}, expected ${expected}${leaks ? ', leaks' : ''}`,
          );
      }
    }
    console.log(`      ${calls} calls by ${callers.length} callers, ${deviations.length} deviations`);
    holds(deviations.length === 0, deviations.join('\n'));
  });
}
