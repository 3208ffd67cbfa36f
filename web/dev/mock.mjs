/**
 * A stand-in for the service while one works on the pages: the contract in memory, one customer,
 * a bank page with buttons. It serves dist/ under the same content security policy.
 */
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { actPreview, confirmAct, lifeRoutes, openInvoice, withLife } from './mock_life.mjs';
import { offer } from './mock_offer.mjs';
import { invoiceOf, newWorld, preview, subscription, verdict } from './mock_world.mjs';

const port = Number(process.env.PORT ?? 8099);
const dist = process.env.SETTLE_PAGES ?? fileURLToPath(new URL('../dist', import.meta.url));
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const types = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
};

let world = newWorld();
let sequence = 0;

class Refusal extends Error {
  constructor(status, code, detail, extra = {}) {
    super(code);
    this.status = status;
    this.body = {
      type: 'about:blank',
      title: code,
      status,
      code,
      detail,
      request_id: `req_${++sequence}`,
      ...extra,
    };
  }
}

const refuse = (status, code, detail, extra) => {
  throw new Refusal(status, code, detail, extra);
};

const routes = [
  ...lifeRoutes(() => world, refuse),
  ['GET', /^\/v1\/session$/, (_m, _b, language) => session(language)],
  ['DELETE', /^\/v1\/session$/, () => undefined],
  [
    'GET',
    /^\/v1\/offer$/,
    (_m, _b, language, url) => offer(url.searchParams.get('language') ?? language, world.preset),
  ],
  ['GET', /^\/v1\/customers$/, () => ({ data: [listedCustomer()], next: null })],
  ['GET', /^\/v1\/customers\/[^/]+$/, () => world.customer],
  ['PUT', /\/billing$/, (_m, input) => saveBilling(input)],
  [
    'POST',
    /\/tax-number\/check$/,
    (_m, input, language) => verdict(input.number, input.country, language),
  ],
  [
    'GET',
    /\/subscription$/,
    (_m, _b, language) => withLife(world, subscription(world, language), language),
  ],
  [
    'POST',
    /\/trial$/,
    (_m, _b, language) => {
      world.state = 'trialing';
      return withLife(world, subscription(world, language), language);
    },
  ],
  [
    'POST',
    /\/preview$/,
    (_m, input, language) =>
      actPreview(world, input, language) ?? preview(world, input.set, input.billing, language),
  ],
  [
    'POST',
    /\/subscription\/changes$/,
    (_m, input, language) => confirmAct(world, input) ?? confirm(input, language),
  ],
  ['GET', /\/changes\/([^/]+)$/, (m) => change(m[1])],
  ['POST', /\/changes\/([^/]+)\/refresh$/, (m) => refresh(m[1])],
  ['POST', /\/changes\/([^/]+)\/cancel$/, (m) => settle(change(m[1]), 'cancelled')],
  ['GET', /\/draft$/, () => world.draft],
  [
    'DELETE',
    /\/draft$/,
    () => {
      world.draft = { version: 0, set: null, step: '', method: '' };
    },
  ],
  [
    'PUT',
    /\/draft$/,
    (_m, input) =>
      (world.draft = { step: '', method: '', ...input, version: world.draft.version + 1 }),
  ],
  ['GET', /\/entitlements$/, () => entitlements()],
  ['GET', /\/payment-methods$/, () => ({ data: world.methods })],
  [
    'GET',
    /^\/v1\/customers\/[^/]+\/invoices$/,
    (_m, _b, language) => ({
      data: [
        ...(world.life === 'past_due' || world.invoicePaid
          ? [openInvoice(world, invoiceOf({ ...world, state: 'trialing' }, { set: {} }, language))]
          : []),
        ...world.invoices.map((known) => invoiceOf(world, known, language)),
      ],
    }),
  ],
  [
    'GET',
    /^\/v1\/invoices\/([^/]+)$/,
    (m, _b, language) =>
      m[1] === 'inv_open'
        ? openInvoice(world, invoiceOf({ ...world, state: 'trialing' }, { set: {} }, language))
        : invoiceOf(world, world.invoices[0], language),
  ],
  ['GET', /\/notifications$/, () => ({ data: [], unread: 0 })],
  ['GET', /^\/v1\/requests$/, () => ({ data: world.requests, next: null })],
  ['POST', /^\/v1\/requests\/([^/]+)\/decision$/, (m, input) => decide(m[1], input)],
  ['GET', /^\/v1\/help$/, () => ({ data: articles.map(({ html, ...summary }) => summary) })],
  ['GET', /^\/v1\/help\/([^/]+)$/, (m) => article(m[1])],
  ['POST', /^\/v1\/feedback$/, () => undefined],
  [
    'POST',
    /^\/dev\/reset$/,
    (_m, input) => {
      world = newWorld(input);
      return {};
    },
  ],
  [
    'POST',
    /^\/dev\/world$/,
    (_m, input) => {
      Object.assign(world, input, { version: world.version + 1 });
      return {};
    },
  ],
  ['POST', /^\/dev\/bank$/, (_m, input) => settle(change(input.change), input.verdict)],
];

const articles = ['Subscribe', 'Invoices', 'Cancel'].map((title, at) => ({
  slug: title.toLowerCase(),
  title,
  summary: `About this: ${title}`,
  updated_on: '2026-11-20',
  updated_age: { unit: 'week', count: at },
  screens: [['subscription', 'checkout', 'payment'], ['invoices'], ['subscription', 'requests']][
    at
  ],
  html: '<h2>Steps</h2>\n<ol>\n<li>Press <strong>+</strong></li>\n</ol>\n',
}));

function article(slug) {
  const at = articles.findIndex((known) => known.slug === slug);
  if (at < 0) throw new Refusal(404, 'not_found', 'Il n’y a rien à cette adresse.');
  return { ...articles[at], previous: articles[at - 1] ?? null, next: articles[at + 1] ?? null };
}

function session(language) {
  const staff = world.staff;
  return {
    vendor: { code: 'example', name: 'Aurora Social' },
    kind: staff ? 'staff' : 'member',
    role: { code: world.role, name: world.role },
    language: language || 'fr',
    languages: ['fr', 'en'],
    csrf_token: 'token',
    rights:
      world.role === 'owner'
        ? [
            'view_subscription',
            'subscribe',
            'change_plan',
            'change_quantities',
            'edit_billing',
            'view_invoices',
            'file_request',
          ]
        : ['view_subscription'],
    ...(staff
      ? {}
      : {
          member: {
            id: 'mem_1',
            email: 'anna@acme.example',
            first_name: 'Anna',
            last_name: 'Durand',
            name: 'Anna Durand',
            role: world.role,
          },
          customer: { id: 'cus_1', name: 'Acme SARL', last_event: 1 },
        }),
    owners: [{ name: 'Anna Durand', email: 'anna@acme.example' }],
  };
}

function listedCustomer() {
  return {
    ...world.customer,
    owner: { id: 'mem_1', name: 'Anna Durand', email: 'anna@acme.example' },
    subscription: {
      state: world.state,
      plan: world.plan,
      plan_name: 'Starter',
      cycle: world.cycle ?? 'month',
      quantities: world.quantities,
      next_invoice: null,
    },
  };
}

function saveBilling(input) {
  const { tax_number: number, ...rest } = input;
  const said = number ? verdict(number, input.country, 'fr') : null;
  if (said?.status === 'malformed')
    throw new Refusal(422, 'vat_invalid', said.text, { field: 'tax_number' });
  const missing = ['email', 'line1', 'postal_code', 'city', 'country'].filter(
    (field) => !rest[field],
  );
  world.customer = {
    ...world.customer,
    version: world.customer.version + 1,
    billing: {
      ...rest,
      missing,
      tax_number: said && { number: said.number, status: said.status, checked_at: null },
    },
  };
  return world.customer;
}

function confirm(input, language) {
  const fresh = preview(world, input.set, undefined, language);
  if (input.fingerprint !== fresh.fingerprint) {
    throw new Refusal(409, 'preview_stale', 'Le récapitulatif a changé.', {
      preview: fresh,
      changed: ['subscription', 'amounts'],
      changed_by: { name: 'Luc Gagnon', at: '2026-12-06T09:58:00Z', type: 'subscription.changed' },
    });
  }
  const id = `chg_${++sequence}`;
  const made = {
    id,
    state: 'awaiting_payment',
    outcome: 'awaiting_customer',
    set: input.set,
    fingerprint: input.fingerprint,
    effective_on: '2026-11-21',
    due: fresh.due_now.total,
    currency: 'EUR',
    redirect_url: `/dev/bank?change=${id}`,
    scheduled_on: null,
    expires_at: null,
    reason: '',
    code: null,
    text: '',
    payment: { attempt: 'pay_1', state: 'pending', method: input.pay_with, brand: '', last4: '' },
    invoice: null,
  };
  world.changes.set(id, made);
  const free = /^-?[0.]*$/.test(made.due);
  if (world.state === 'active' && (free || /^pm_/.test(input.pay_with))) {
    if (input.pay_with === 'pm_1' && world.declines) {
      settle(made, 'decline');
      throw new Refusal(402, 'payment_declined', made.text, { change: made });
    }
    settle(made, fresh.outcome === 'period_end' ? 'schedule' : 'approve');
  }
  return made;
}

const change = (id) =>
  world.changes.get(id) ??
  (() => {
    throw new Refusal(404, 'change_not_found', 'Cette modification n’existe pas.');
  })();

function settle(made, how) {
  if (how === 'schedule') {
    Object.assign(made, { state: 'applied', outcome: 'scheduled', scheduled_on: '2026-12-21' });
    const by = { kind: 'member', name: 'Anna Durand' };
    const waiting = { change: made.id, on: '2026-12-21', set: made.set, by };
    world.scheduled = [{ ...waiting, mine: true, can_undo: true, held: null, conflict: null }];
    world.draft = { version: 0, set: null, step: '', method: '' };
    world.version += 1;
  } else if (how === 'approve') {
    Object.assign(made, {
      state: 'applied',
      outcome: 'applied',
      invoice: { id: 'inv_1', number: 'AU-2026-000001' },
    });
    Object.assign(world, {
      state: 'active',
      plan: made.set.plan ?? world.plan,
      cycle: made.set.cycle ?? world.cycle,
      quantities: { ...world.quantities, ...made.set.quantities },
    });
    world.draft = { version: 0, set: null, step: '', method: '' };
    world.invoices = [made];
    world.version += 1;
  } else if (how === 'slow') {
    Object.assign(made, { outcome: 'processing', slow: 2 });
  } else {
    const cancelled = how === 'cancelled';
    Object.assign(made, {
      state: 'failed',
      outcome: 'payment_failed',
      code: cancelled ? 'payment_cancelled' : 'payment_declined',
      text: cancelled
        ? 'Le paiement a été annulé. Rien n’a été débité.'
        : 'Le paiement a été refusé (carte refusée). Rien n’a été modifié.',
      payment: {
        ...made.payment,
        state: 'failed',
        brand: 'visa',
        last4: '0002',
        reason_code: 'card_declined',
        at: '2026-11-21T23:50:00Z',
      },
    });
  }
  return made;
}

function refresh(id) {
  const made = change(id);
  if (made.outcome === 'processing' && made.slow-- <= 0) settle(made, 'approve');
  return made;
}

function entitlements() {
  return {
    customer: 'cus_1',
    version: 1,
    state: world.state,
    plan: world.plan,
    limits: world.quantities,
    valid_until: null,
    access: world.state === 'trial_ended' ? 'read_only' : world.state === 'none' ? 'none' : 'full',
    features: { f0: true, f1: true, f2: true },
  };
}

function decide(id, input) {
  const request = world.requests.find((known) => known.id === id);
  Object.assign(request, {
    state: input.accept ? 'applied' : 'declined',
    decision_reason: input.reason,
    decided_at: '2026-11-22T08:00:00Z',
  });
  return request;
}

function bankPage(response, id, paymentId) {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Content-Security-Policy', "default-src 'self' 'unsafe-inline'");
  const back = paymentId
    ? `/portal/payment/return?payment=${paymentId}`
    : `/portal/checkout/return?change=${id}`;
  const button = (how) =>
    `<button onclick="fetch('/dev/${paymentId ? 'settle' : 'bank'}',{method:'POST',body:JSON.stringify({change:'${id}',payment:'${paymentId}',verdict:'${how}'})}).then(()=>location='${back}')">${how}</button>`;
  response.end(
    `<h1>Bank</h1>${['approve', 'decline', 'cancelled', 'slow', 'nothing'].map((how) => (how === 'nothing' ? `<a href="${back}">leave</a>` : button(how))).join(' ')}`,
  );
}

function serveFile(url, response) {
  const wanted = normalize(join(dist, url.pathname));
  const page = url.pathname.startsWith('/desk') ? 'desk.html' : 'portal.html';
  const file =
    wanted.startsWith(dist) && extname(wanted) && existsSync(wanted) ? wanted : join(dist, page);
  response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
  response.setHeader('Content-Security-Policy', policy);
  createReadStream(file).pipe(response);
}

createServer(async (request, response) => {
  const url = new URL(request.url, `http://localhost:${port}`);
  if (request.method === 'GET' && url.pathname === '/dev/bank')
    return bankPage(
      response,
      url.searchParams.get('change'),
      url.searchParams.get('payment') ?? '',
    );
  if (!/^\/(v1|dev)\//.test(url.pathname)) return serveFile(url, response);
  if (/^\/v1\/(customers\/[^/]+\/)?live$/.test(url.pathname)) {
    // Nobody else changes anything here: the line is not held, so that walks see the network at rest.
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    return response.end('retry: 3600000\nevent: ready\ndata: {"act":1}\n\n');
  }
  let text = '';
  for await (const chunk of request) text += chunk;
  const language = (request.headers['accept-language'] ?? '').slice(0, 2);
  try {
    const [, , handler, match] =
      routes.flatMap(([method, pattern, run]) => {
        const found = method === request.method && pattern.exec(url.pathname);
        return found ? [[method, pattern, run, found]] : [];
      })[0] ?? [];
    if (!handler) throw new Refusal(404, 'not_found', 'Il n’y a rien à cette adresse.');
    const answer = await handler(match, text ? JSON.parse(text) : {}, language, url);
    response.setHeader('ETag', `"${world.customer.version}"`);
    if (answer === undefined) return response.writeHead(204).end();
    const status = /\/subscription\/changes$/.test(url.pathname)
      ? answer.state === 'applied'
        ? 200
        : 202
      : request.method === 'POST' && url.pathname === '/v1/requests'
        ? 201
        : 200;
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
  } catch (error) {
    const body = error.body ?? {
      title: String(error.stack),
      status: 500,
      code: 'internal',
      detail: String(error),
      request_id: 'req_x',
      type: '',
    };
    response
      .writeHead(body.status, { 'Content-Type': 'application/problem+json' })
      .end(JSON.stringify(body));
  }
}).listen(port, () => console.log(`mock on http://127.0.0.1:${port}/portal`));
