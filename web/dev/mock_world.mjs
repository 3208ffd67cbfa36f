import { euros, offer, prices, profilePrice } from './mock_offer.mjs';

/** The whole state of the mock: one customer, reset by POST /dev/reset {state, role}. */
export function newWorld({
  state = 'trialing',
  role = 'owner',
  staff = false,
  preset = 'table',
  saved = false,
} = {}) {
  return {
    preset,
    state,
    role,
    staff,
    version: 1,
    plan: state === 'active' ? 'starter' : 'team',
    cycle: state === 'active' ? 'month' : null,
    quantities: state === 'active' ? { user: 10, profile: 40 } : { user: 1, profile: 10 },
    draft: { version: 0, set: null, step: '', method: '', updated_at: null },
    customer: {
      id: 'cus_1',
      name: 'Acme SARL',
      language: 'fr',
      time_zone: 'Europe/Paris',
      version: 1,
      billing: {
        company: 'Acme SARL',
        first_name: 'Anna',
        last_name: 'Durand',
        email: 'anna@acme.example',
        line1: saved ? '1 rue de la Paix' : '',
        line2: '',
        postal_code: saved ? '75002' : '',
        city: saved ? 'Paris' : '',
        country: 'FR',
        region: '',
        tax_number: null,
        missing: saved ? [] : ['line1', 'postal_code', 'city'],
      },
    },
    changes: new Map(),
    invoices: [],
    requests: [],
    methods: saved
      ? [
          {
            id: 'pm_1',
            kind: 'card',
            brand: 'visa',
            last4: '4242',
            expiry: '2039-12',
            is_default: true,
          },
        ]
      : [],
    polls: 0,
  };
}

const say = (language, fr, en) => (language === 'fr' ? fr : en);

export function verdict(number, country, language) {
  const plain = number.replace(/[\s.-]/g, '').toUpperCase();
  const ok = { FR40303265045: 'Acme SARL', BE0136695962: 'Brasserie Exemple' };
  if (ok[plain]) {
    const home = country === 'FR';
    return {
      number: plain,
      status: 'confirmed',
      company: ok[plain],
      text: home
        ? say(
            language,
            'La TVA reste due : le vendeur est établi dans le même pays.',
            'VAT stays: the seller is in the same country.',
          )
        : say(
            language,
            'La TVA est autoliquidée : elle est retirée du total.',
            'Reverse charge: VAT is removed from the total.',
          ),
    };
  }
  if (plain === 'BE0999999922')
    return {
      number: plain,
      status: 'unverified',
      text: say(
        language,
        'La TVA est appliquée, puis corrigée.',
        'VAT is charged, then corrected.',
      ),
    };
  if (!/^[A-Z]{2}[0-9A-Z]{8,12}$/.test(plain) || plain === 'FR41303265045') {
    return {
      number: plain,
      status: 'malformed',
      text: say(
        language,
        'Forme attendue : FR et 11 chiffres, clé comprise.',
        'Expected: FR and 11 digits with the right key.',
      ),
    };
  }
  return {
    number: plain,
    status: 'refused',
    text: say(language, 'La TVA est appliquée.', 'VAT is charged.'),
  };
}

export function preview(world, set, billing, language) {
  if (world.state === 'active') return changePreview(world, set, language);
  const all = offer(language, world.preset);
  const code = set.plan ?? world.plan;
  const plan = all.plans.find((known) => known.code === code);
  const cycle = set.cycle ?? world.cycle ?? 'year';
  const quantities = { ...world.quantities, ...set.quantities };
  if (plan.contact_only) return refusal(world, 'staff', 'plan_contact_only', language);
  const country = billing?.country ?? world.customer.billing.country;
  const number = billing ? billing.tax_number : world.customer.billing.tax_number?.number;
  const status = number ? verdict(number, country, language).status : 'none';
  const rates = { FR: 20n, BE: 21n, DE: 19n };
  const reverse = status === 'confirmed' && country !== 'FR' && rates[country];
  const rate = reverse ? 0n : (rates[country] ?? 0n);
  const line = (item, name, count, unit) => ({
    item,
    name,
    kind: 'charge',
    quantity: String(count),
    unit_price: euros(unit),
    from: '2026-11-21',
    to: cycle === 'year' ? '2027-11-21' : '2026-12-21',
    ratio: [1, 1],
    amount: euros(unit * BigInt(count)),
    explanation: `${count} × ${euros(unit)} = ${euros(unit * BigInt(count))}`,
  });
  const lines = [line('plan', plan.name, 1, prices[code][cycle])];
  if (quantities.user > 1)
    lines.push(line('user', all.items[0].name_plural, quantities.user - 1, prices[code][cycle]));
  if (quantities.profile > 10)
    lines.push(
      line('profile', all.items[1].name_plural, quantities.profile - 10, profilePrice[cycle]),
    );
  const net = lines.reduce((sum, known) => sum + BigInt(known.amount.replace('.', '')), 0n);
  const tax = (net * rate) / 100n;
  const amounts = {
    currency: 'EUR',
    lines,
    net: euros(net),
    total: euros(net + tax),
    taxes:
      rate > 0n
        ? [
            {
              name: 'TVA',
              label: say(language, 'TVA', 'VAT'),
              rate: String(rate),
              amount: euros(tax),
            },
          ]
        : [],
  };
  const reason = reverse ? 'reverse_charge' : rate ? 'domestic' : 'outside_scope';
  const texts = {
    domestic: say(
      language,
      `TVA du pays (${country}) au taux normal.`,
      `VAT of ${country} at the standard rate.`,
    ),
    reverse_charge: say(
      language,
      'Autoliquidation : votre société déclare la TVA.',
      'Reverse charge: your company accounts for VAT.',
    ),
    outside_scope: say(
      language,
      'Hors du champ de la TVA européenne.',
      'Outside the scope of EU VAT.',
    ),
  };
  return {
    outcome: 'now',
    code: null,
    rule: null,
    possible_from: null,
    request: null,
    parts: [],
    due_now: amounts,
    next_invoice: { ...amounts, on: cycle === 'year' ? '2027-11-21' : '2026-12-21' },
    tax: { reason, text: texts[reason], country },
    after: {
      state: 'active',
      plan: code,
      cycle,
      quantities,
      period: ['2026-11-21', '2026-12-21'],
      commitment_end: null,
    },
    fingerprint: `fp ${code} ${cycle} ${euros(net + tax)}`,
    subscription_version: world.version,
    day: '2026-11-21',
  };
}

function refusal(world, outcome, code, language) {
  return {
    outcome,
    code,
    text: say(
      language,
      'Cette formule est sur mesure. Contactez-nous.',
      'This plan is made to measure. Contact us.',
    ),
    rule: 'custom',
    possible_from: null,
    request: { type: 'custom_plan', set: { plan: 'custom' } },
    parts: [],
    due_now: null,
    next_invoice: null,
    tax: { reason: 'none', text: '' },
    after: null,
    fingerprint: 'none',
    subscription_version: world.version,
    day: '2026-11-21',
  };
}

const cents = (text) => BigInt(text.replace('.', ''));

function amountsOf(lines, language) {
  const net = lines.reduce((sum, line) => sum + cents(line.amount), 0n);
  const tax = net / 5n;
  return {
    currency: 'EUR',
    lines,
    net: euros(net),
    taxes: [{ name: 'TVA', label: say(language, 'TVA', 'VAT'), rate: '20', amount: euros(tax) }],
    total: euros(net + tax),
  };
}

const unitOf = (item, { plan, cycle }) =>
  item === 'profile' ? profilePrice[cycle] : prices[plan][cycle];

/** A line for the half of the period that is left. */
function halfLine(item, name, kind, count, unit) {
  const full = unit * BigInt(count);
  const half = ((kind === 'credit' ? -full : full) * 15n) / 30n;
  return {
    item,
    name,
    kind,
    quantity: String(count),
    unit_price: euros(unit),
    from: '2026-12-06',
    to: '2026-12-21',
    ratio: [15, 30],
    exact: euros(half),
    amount: euros(half),
    explanation: `${count} × ${euros(unit)} × 15 / 30 = ${euros(half)}`,
  };
}

function nextInvoice(world, after, language, on) {
  const all = offer(language, world.preset);
  const line = (item, name, count) => {
    const unit = unitOf(item, after);
    return {
      ...halfLine(item, name, 'charge', count, unit),
      ratio: [1, 1],
      amount: euros(unit * BigInt(count)),
      explanation: `${count} × ${euros(unit)} = ${euros(unit * BigInt(count))}`,
    };
  };
  const { user, profile } = after.quantities;
  const lines = [line('user', all.items[0].name_plural, user)];
  if (profile > 10) lines.push(line('profile', all.items[1].name_plural, profile - 10));
  return { ...amountsOf(lines, language), on };
}

/** What a change of a running subscription does: up at once, down at the end or by staff. */
function changePreview(world, set, language) {
  const all = offer(language, world.preset);
  const rank = (code) => all.plans.findIndex((plan) => plan.code === code);
  const after = {
    plan: set.plan ?? world.plan,
    cycle: set.cycle ?? world.cycle,
    quantities: { ...world.quantities, ...set.quantities },
  };
  const staff = say(
    language,
    'Pour toute autre « réduction », merci de nous contacter.',
    'For any other “reduction” change, please contact us.',
  );
  const parts = [];
  const judge = (part, item, up, down) =>
    parts.push({
      part,
      item,
      outcome: up ? 'now' : down,
      code: !up && down === 'staff' ? 'staff_only' : null,
      rule: null,
      text: !up && down === 'staff' ? staff : '',
    });
  if (after.plan !== world.plan) judge('plan', null, rank(after.plan) > rank(world.plan), 'staff');
  if (after.cycle !== world.cycle) judge('cycle', null, after.cycle === 'year', 'staff');
  for (const [item, count] of Object.entries(after.quantities)) {
    const had = world.quantities[item];
    const fewer = world.preset === 'counts' && item === 'profile' ? 'staff' : 'period_end';
    if (count !== had) judge('quantity', item, count > had, fewer);
  }
  const common = {
    code: null,
    text: '',
    reason: '',
    rule: null,
    possible_from: null,
    request: null,
    parts,
    due_now: null,
    effective_on: null,
    from_balance: null,
    to_pay: null,
    next_invoice: null,
    later: null,
    withdrawn: [],
    conflicts: [],
    if_accepted: null,
    ends_on: null,
    access_until: null,
    tax: {
      reason: 'domestic',
      text: say(language, 'TVA du pays (FR) au taux normal.', 'VAT of FR at the standard rate.'),
      country: 'FR',
    },
    after: null,
    fingerprint: 'none',
    priced_at: '2026-12-06T10:00:00Z',
    subscription_version: world.version,
    day: '2026-12-06',
  };
  if (parts.length === 0)
    return {
      ...common,
      outcome: 'nothing_to_do',
      code: 'no_change',
      text: say(language, 'Vous avez déjà cette formule.', 'You have this plan already.'),
    };
  if (parts.some((part) => part.outcome === 'staff')) {
    return {
      ...common,
      outcome: 'staff',
      code: 'staff_only',
      text: staff,
      reason: staff,
      possible_from: '2026-12-21',
      request: { type: 'reduction', set },
      if_accepted: {
        effective_on: '2026-12-21',
        due_now: amountsOf([], language),
        next_invoice: nextInvoice(world, after, language, '2026-12-21'),
        after: { state: 'active', ...after },
      },
    };
  }
  const lines = [];
  const replaced = after.plan !== world.plan || after.cycle !== world.cycle;
  for (const [at, item] of ['user', 'profile'].entries()) {
    const name = all.items[at].name_plural;
    const [had, wants] = [world.quantities[item], after.quantities[item]];
    if (replaced && item === 'user') {
      lines.push(halfLine(item, name, 'credit', had, unitOf(item, world)));
      lines.push(halfLine(item, name, 'charge', Math.max(had, wants), unitOf(item, after)));
    } else if (wants > had)
      lines.push(halfLine(item, name, 'charge', wants - had, unitOf(item, after)));
  }
  const due = amountsOf(lines, language);
  const waits = parts.filter((part) => part.outcome === 'period_end');
  const allWait = waits.length === parts.length;
  return {
    ...common,
    outcome: allWait ? 'period_end' : 'now',
    effective_on: allWait ? '2026-12-21' : '2026-12-06',
    due_now: due,
    from_balance: '0.00',
    to_pay: due.total,
    next_invoice: nextInvoice(world, after, language, '2026-12-21'),
    later: nextInvoice(world, after, language, '2027-01-21'),
    conflicts: [],
    withdrawn: (world.scheduled ?? []).map(({ change, on, set: was }) => ({
      change,
      on,
      set: was,
    })),
    after: {
      state: 'active',
      ...after,
      period: ['2026-11-21', '2026-12-21'],
      commitment_end: null,
      scheduled: waits.length > 0 ? [{ on: '2026-12-21', set }] : [],
    },
    fingerprint: `fp ${JSON.stringify(after)} ${world.version}`,
  };
}

export function subscription(world, language) {
  const pending =
    [...world.changes.values()].find((change) => change.state === 'awaiting_payment') ?? null;
  const active = world.state === 'active';
  const all = offer(language, world.preset);
  const may = world.role === 'owner';
  const trial = ['trialing', 'trial_ended'].includes(world.state);
  const next = active ? nextInvoice(world, world, language, '2026-12-21') : null;
  return {
    id: 'sub_1',
    customer: 'cus_1',
    version: world.version,
    state: world.state,
    plan: world.state === 'none' ? null : world.plan,
    plan_name: all.plans.find((plan) => plan.code === world.plan)?.name,
    cycle: world.cycle,
    currency: 'EUR',
    quantities: world.state === 'none' ? {} : world.quantities,
    assigned: active ? { user: 8, profile: 37 } : { user: 1, profile: 4 },
    period: active ? ['2026-11-21', '2026-12-21'] : null,
    commitment_end: null,
    commitment: null,
    renews: active,
    ends_on: null,
    pause: null,
    past_due: null,
    custom_prices: false,
    balance: { credit: '0.00', paid_in: '0.00' },
    trial: trial
      ? {
          ends_on: '2026-12-06',
          last_day: '2026-12-05',
          days_left: world.state === 'trialing' ? 14 : 0,
        }
      : null,
    scheduled: world.scheduled ?? [],
    pending_change: pending,
    next_invoice: next,
    actions: {
      subscribe: may
        ? { outcome: active ? 'nothing_to_do' : 'now', code: null, text: '' }
        : {
            outcome: 'no',
            code: 'role_required',
            text: say(
              language,
              'Votre rôle ne le permet pas. Propriétaire peut le faire.',
              'Your role does not allow this. Owner can.',
            ),
          },
      start_trial: { outcome: world.state === 'none' && may ? 'now' : 'no', code: null, text: '' },
      ...Object.fromEntries(
        ['cancel', 'renewal_on', 'pause', 'resume'].map((act) => [
          act,
          {
            outcome: act === 'cancel' && active && may ? 'period_end' : 'no',
            code: null,
            text: '',
            reason: '',
            rule: null,
            possible_from: null,
            request_type: null,
          },
        ]),
      ),
    },
  };
}

export function invoiceOf(world, change, language) {
  const amounts = preview(world, change.set, undefined, language);
  const { billing } = world.customer;
  return {
    id: 'inv_1',
    customer: 'cus_1',
    number: 'AU-2026-000001',
    kind: 'invoice',
    reason: 'first',
    issued_on: '2026-11-21',
    due_on: null,
    period: [amounts.due_now.lines[0].from, amounts.due_now.lines[0].to],
    status: 'paid',
    ...amounts.due_now,
    paid: amounts.due_now.total,
    tax: {
      reason: amounts.tax.reason,
      text: amounts.tax.reason === 'domestic' ? '' : amounts.tax.text,
    },
    seller: {
      name: 'Aurora Exemple SAS',
      address: ['10 rue de Rivoli', '75004 Paris'],
      country: 'FR',
      tax_numbers: [{ name: 'TVA', number: 'FR83404833048' }],
      mentions: 'Données fictives. Pas d’escompte pour paiement anticipé.',
    },
    buyer: {
      name: billing.company,
      address: [billing.line1, `${billing.postal_code} ${billing.city}`],
      country: billing.country,
      tax_numbers: billing.tax_number ? [{ name: 'TVA', number: billing.tax_number.number }] : [],
    },
  };
}
