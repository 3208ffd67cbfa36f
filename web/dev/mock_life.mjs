/**
 * The course of a subscription in the mock: ends, pauses, debts, requests, a clock.
 * POST /dev/world {life: "paused", …} chooses one of the situations below.
 */
import { plusDays } from './mock_days.mjs';

const say = (language, fr, en) => (language === 'fr' ? fr : en);
const none = { outcome: 'no', code: 'state_forbids', text: '', reason: '', rule: null };
const permission = (outcome, more = {}) => ({
  ...none,
  code: null,
  possible_from: null,
  request_type: null,
  ...more,
  outcome,
});
const calm = {
  renews: true,
  ends_on: null,
  commitment: null,
  pause: null,
  past_due: null,
  custom_prices: false,
  balance: { credit: '0.00', paid_in: '0.00' },
};
const anna = { kind: 'member', name: 'Anna Durand' };

/** What differs from an ordinary running subscription, by the situation's name. */
export function situation(world, language) {
  const cancel = permission('period_end', {
    reason: say(
      language,
      'Votre abonnement reste actif jusqu’à la fin de la période payée.',
      'Your subscription stays active until the end of the period you paid for.',
    ),
  });
  const byStaff = (request_type, possible_from = null) =>
    permission('staff', {
      request_type,
      possible_from,
      reason: say(language, 'Notre équipe s’en charge avec vous.', 'Our team does this with you.'),
    });
  const committed = permission('no', {
    code: 'commitment_active',
    possible_from: '2027-04-11',
    request_type: 'non_renewal',
    text: say(
      language,
      'Votre engagement court jusqu’au 10 avril 2027.',
      'Your commitment runs until 10 April 2027.',
    ),
  });
  const all = {
    self: { actions: { cancel, renewal_on: none, pause: none, resume: none } },
    ending: {
      state: 'ending',
      renews: false,
      ends_on: '2026-12-21',
      next_invoice: null,
      actions: { cancel: none, renewal_on: permission('now'), pause: none, resume: none },
    },
    staff: {
      actions: {
        cancel: byStaff('cancellation', '2026-12-21'),
        pause: byStaff('pause', '2026-12-21'),
        renewal_on: none,
        resume: none,
      },
      scheduled: [
        {
          change: 'chg_a',
          on: '2026-12-21',
          set: { plan: 'starter', cycle: 'month', quantities: { user: 8 } },
          by: anna,
          mine: true,
          can_undo: true,
          held: null,
          conflict: null,
        },
        {
          change: 'chg_b',
          on: '2026-12-21',
          set: { quantities: { profile: 10 } },
          by: { kind: 'staff', name: say(language, 'L’équipe Aurora', 'The Aurora team') },
          mine: false,
          can_undo: true,
          conflict: null,
          held: {
            code: 'below_assigned',
            text: say(
              language,
              '12 profils sociaux sont utilisés : le nombre ne peut pas descendre à 10.',
              '12 social profiles are in use, so the number cannot go down to 10.',
            ),
          },
        },
      ],
    },
    committed: {
      cycle: 'year',
      period: ['2026-04-11', '2027-04-11'],
      commitment: { start: '2026-04-11', end: '2027-04-11', renews: true },
      commitment_end: '2027-04-11',
      actions: { cancel: committed, pause: committed, renewal_on: none, resume: none },
    },
    pause_planned: {
      pause: { from: '2026-12-21', to: '2027-03-01', running: false },
      actions: { cancel, pause: none, renewal_on: none, resume: byStaff('reactivation') },
    },
    paused: {
      state: 'paused',
      pause: { from: '2026-11-01', to: '2027-02-01', running: true },
      next_invoice: null,
      actions: { cancel, pause: none, renewal_on: none, resume: byStaff('reactivation') },
    },
    past_due: {
      state: 'past_due',
      next_invoice: null,
      past_due: {
        since: '2026-11-21',
        next_retry_on: '2026-11-24',
        access: 'full',
        access_changes: [{ on: '2026-12-01', access: 'read_only' }],
        ends_on: '2026-12-21',
        invoice: 'inv_open',
        number: 'AU-2026-000007',
        amount: '118.80',
      },
      actions: { cancel, renewal_on: none, pause: none, resume: none },
    },
    ended: {
      state: 'ended',
      ends_on: '2026-11-21',
      renews: false,
      next_invoice: null,
      period: null,
      actions: { cancel: none, renewal_on: none, pause: none, resume: none },
    },
  };
  return all[world.life];
}

export function withLife(world, subscription, language) {
  const trial = subscription.state === 'trialing';
  const actions = trial ? { cancel: permission('now') } : {};
  const more = situation(world, language) ?? {};
  return {
    ...calm,
    ...subscription,
    ...more,
    plan: subscription.plan,
    actions: { ...subscription.actions, ...actions, ...more.actions },
    ...(world.undone ? { scheduled: [] } : {}),
  };
}

const isAct = (set) => Boolean(set.cancel || set.renewal || set.pause || set.resume);

/** The preview of an act, or nothing for an order. */
export function actPreview(world, body, language) {
  const set = body.set ?? {};
  if (!isAct(set)) return undefined;
  const trial = world.state === 'trialing';
  const { actions = { cancel: permission('now') } } = situation(world, language) ?? {};
  const name = set.cancel ? 'cancel' : set.renewal ? 'renewal_on' : set.pause ? 'pause' : 'resume';
  const allowed = actions[name] ?? none;
  const next = { ...zero(), total: '343.03', on: set.pause?.to ?? '2027-04-11' };
  const staff = allowed.outcome === 'staff';
  return {
    ...allowed,
    parts: [],
    due_now: ['now', 'period_end'].includes(allowed.outcome) ? zero() : null,
    next_invoice: set.renewal ? { ...zero(), total: '118.80', on: '2026-12-21' } : null,
    later: null,
    tax: { reason: 'domestic', text: '' },
    after: null,
    request: allowed.request_type ? { type: allowed.request_type, set } : null,
    if_accepted: staff
      ? {
          effective_on: set.pause?.from ?? '2026-12-21',
          due_now: zero(),
          next_invoice: set.pause ? (set.pause.to ? next : null) : null,
          after: {},
        }
      : null,
    conflicts: [],
    withdrawn:
      world.life === 'staff' || world.life === 'self'
        ? [{ change: 'chg_a', on: '2026-12-21', set: { quantities: { user: 8 } } }]
        : [],
    effective_on: trial ? '2026-11-21' : '2026-12-21',
    ends_on: trial ? '2026-11-21' : '2026-12-21',
    access_until: trial ? null : '2026-12-20',
    from_balance: null,
    to_pay: null,
    priced_at: '2026-11-21T23:00:00Z',
    fingerprint: 'act',
    subscription_version: world.version,
    day: '2026-11-21',
  };
}

const zero = () => ({ currency: 'EUR', lines: [], net: '0.00', taxes: [], total: '0.00' });

/** Carries an act out, or answers nothing for an order. */
export function confirmAct(world, body) {
  if (!isAct(body.set)) return undefined;
  if (world.state === 'trialing') world.state = 'trial_ended';
  world.life = body.set.cancel ? 'ending' : 'self';
  world.version += 1;
  return {
    id: 'chg_act',
    state: 'applied',
    outcome: body.set.cancel ? 'scheduled' : 'applied',
    set: body.set,
    fingerprint: 'act',
    effective_on: '2026-12-21',
    scheduled_on: null,
    reason: body.reason ?? '',
    expires_at: null,
    due: '0.00',
    currency: 'EUR',
    redirect_url: null,
    code: null,
    text: '',
    payment: null,
    invoice: null,
  };
}

function payment(world, id) {
  return world.payments.get(id);
}

function openPayment(world, invoice, method) {
  world.payments ??= new Map();
  const id = `pay_${world.payments.size + 1}`;
  const made = {
    id,
    state: 'pending',
    code: null,
    text: '',
    redirect_url: `/dev/bank?payment=${id}`,
    invoice,
    amount: invoice ? '118.80' : '0.00',
    currency: 'EUR',
    method,
  };
  world.payments.set(id, made);
  return made;
}

function settlePayment(world, made, how, language = 'en') {
  const state = { approve: 'succeeded', decline: 'failed', cancelled: 'cancelled' }[how];
  if (!state) return made;
  Object.assign(made, { state, redirect_url: null });
  if (state === 'succeeded') {
    world.life = 'self';
    world.invoicePaid = true;
    if (!made.invoice)
      world.methods = [
        {
          id: 'pm_2',
          kind: 'card',
          brand: 'mastercard',
          last4: '4444',
          expiry: '2030-06',
          is_default: true,
        },
      ];
  } else
    made.text = say(
      language,
      'Le paiement a été refusé (carte refusée).',
      'The payment was refused (card declined).',
    );
  return made;
}

function requestFor(world, input) {
  const id = `req_${world.requests.length + 1}`;
  const effect = ['pause', 'cancellation', 'reduction', 'non_renewal'].includes(input.type)
    ? {
        effective_on: input.from ?? '2026-12-21',
        currency: 'EUR',
        due_now_total: '0.00',
        next_invoice_total: input.to ? '343.03' : null,
        next_invoice_on: input.to ?? null,
      }
    : null;
  const at = '2026-11-21T23:55:00Z';
  const { from, to } = input;
  const set =
    input.type === 'pause'
      ? { pause: { ...(from ? { from } : {}), ...(to ? { to } : {}) } }
      : (input.set ?? null);
  return {
    id,
    customer: 'cus_1',
    customer_name: 'Acme SARL',
    type: input.type,
    state: 'new',
    message: input.message ?? '',
    set,
    change: input.change ?? null,
    details: input.change ? { amount: '410.40 EUR', reason: 'card_declined', last4: '0002' } : {},
    decision_reason: '',
    created_at: at,
    decided_at: null,
    effect,
    effect_refused: null,
    can_withdraw: true,
    messages: [],
    timeline: [{ at, type: 'request.filed', text: 'Anna Durand sent the request.' }],
  };
}

/** Routes of the course of a subscription; `refuse` makes a problem, `worldNow` gives the state. */
export function lifeRoutes(worldNow, refuse) {
  const request = (id) =>
    worldNow().requests.find((known) => known.id === id) ?? refuse(404, 'request_not_found', '');
  const isOpen = ({ state }) => ['new', 'in_progress', 'waiting_customer'].includes(state);
  const today = () => worldNow().today ?? '2026-11-21';
  return [
    [
      'DELETE',
      /\/scheduled-changes\/[^/]+$/,
      () => {
        worldNow().undone = true;
        return {};
      },
    ],
    ['POST', /\/payment-methods$/, (_m, input) => openPayment(worldNow(), null, input.kind)],
    [
      'POST',
      /^\/v1\/invoices\/([^/]+)\/payments$/,
      (m, input) => {
        const made = openPayment(worldNow(), m[1], 'card');
        if (input.pay_with === 'pm_1')
          refuse(402, 'payment_declined', 'Your card was refused.', { payment: made });
        return { redirect_url: made.redirect_url, invoice: {}, payment: made };
      },
    ],
    ['POST', /^\/v1\/payments\/([^/]+)\/refresh$/, (m) => payment(worldNow(), m[1])],
    [
      'POST',
      /^\/dev\/settle$/,
      (_m, input) => settlePayment(worldNow(), payment(worldNow(), input.payment), input.verdict),
    ],
    [
      'POST',
      /^\/v1\/requests$/,
      (_m, input) => {
        const open = worldNow().requests.find((one) => one.type === input.type && isOpen(one));
        if (open) refuse(409, 'request_already_open', '', { open_request: open.id });
        const made = requestFor(worldNow(), input);
        worldNow().requests.unshift(made);
        return made;
      },
    ],
    ['GET', /^\/v1\/requests\/([^/]+)$/, (m) => request(m[1])],
    [
      'POST',
      /^\/v1\/requests\/([^/]+)\/messages$/,
      (m, input) => {
        const found = request(m[1]);
        found.messages.push({ by: anna, at: new Date().toISOString(), text: input.text });
        return found;
      },
    ],
    [
      'POST',
      /^\/v1\/requests\/([^/]+)\/withdrawal$/,
      (m) => Object.assign(request(m[1]), { state: 'withdrawn', can_withdraw: false }),
    ],
    ['GET', /^\/v1\/demo\/clock$/, () => ({ now: `${today()}T12:00:00Z`, today: today() })],
    [
      'POST',
      /^\/v1\/demo\/clock$/,
      async (_m, input) => {
        await new Promise((done) => setTimeout(done, 250));
        worldNow().today = input.to ?? plusDays(today(), input.days);
        return { now: `${today()}T12:00:00Z`, today: today() };
      },
    ],
  ];
}

/** The open invoice that an overdue payment is about. */
export function openInvoice(world, paid) {
  return {
    ...paid,
    id: 'inv_open',
    number: 'AU-2026-000007',
    reason: 'renewal',
    status: world.invoicePaid ? 'paid' : 'open',
    total: '118.80',
    paid: world.invoicePaid ? '118.80' : '0.00',
  };
}
