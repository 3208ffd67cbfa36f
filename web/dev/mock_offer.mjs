/** A made-up vendor: three plans, two seat kinds, a trial; enough to look at every page. */
export const prices = {
  starter: { month: 9900n, year: 94800n },
  team: { month: 14900n, year: 142800n },
  scale: { month: 19900n, year: 178800n },
};
export const profilePrice = { month: 1500n, year: 14400n };

export const euros = (cents) => {
  const sign = cents < 0n ? '-' : '';
  const whole = cents < 0n ? -cents : cents;
  return `${sign}${whole / 100n}.${String(whole % 100n).padStart(2, '0')}`;
};

const words = {
  en: {
    user: ['user', 'users'],
    profile: ['social profile', 'social profiles'],
    custom: ['Custom', 'A made-to-measure plan for large organizations.'],
    features: ['Unified inbox', 'Publishing', 'Content calendar', 'Reports', 'Writing assistant'],
    welcome: 'We are delighted that you have decided to subscribe!',
    terms:
      'Monthly plans come with no commitment (annual plans are prepaid for 1 year) and you can cancel at any time.',
    descriptions: ['The essentials.', 'For teams that publish every day.', 'Automate and measure.'],
  },
  fr: {
    user: ['utilisateur', 'utilisateurs'],
    profile: ['profil social', 'profils sociaux'],
    custom: ['Personnalisé', 'Une formule sur mesure pour les grandes organisations.'],
    features: [
      'Boîte de réception unifiée',
      'Publication',
      'Calendrier de contenu',
      'Rapports',
      "Assistant d'écriture",
    ],
    welcome: 'Nous sommes ravis que vous ayez décidé de souscrire !',
    terms:
      "Il n'y a aucun engagement pour les plans mensuels (les forfaits annuels sont prépayés pendant 1 an) et vous pouvez annuler à tout moment.",
    descriptions: [
      "L'essentiel.",
      'Pour les équipes qui publient chaque jour.',
      'Automatisez et mesurez.',
    ],
  },
};

export function offer(language, preset = 'table') {
  const w = words[language] ?? words.en;
  const feature = (at) => ({ code: `f${at}`, name: w.features[at] });
  const plan = (code, name, at) => ({
    code,
    name,
    description: w.descriptions[at],
    included_text: '',
    contact_only: false,
    self_managed: true,
    free: false,
    cycles: ['month', 'year'],
    prices: ['month', 'year'].map((cycle) => ({
      cycle,
      amount: euros(prices[code][cycle]),
      per_month: euros(cycle === 'year' ? prices[code].year / 12n : prices[code].month),
      saving: cycle === 'year' ? euros(prices[code].month * 12n - prices[code].year) : null,
      saving_percent: cycle === 'year' ? 20 : null,
    })),
    items: [
      { item: 'user', included: 1, min: 1, max: 100, step: 1, prices: itemPrices(prices[code]) },
      {
        item: 'profile',
        included: 10,
        min: 10,
        max: 500,
        step: 1,
        prices: itemPrices(profilePrice),
      },
    ],
    features: [0, 1, 2, 3, 4].slice(0, 2 + at).map(feature),
  });
  return {
    vendor: { code: 'example', name: 'Aurora Social' },
    language,
    languages: ['fr', 'en'],
    version: 1,
    currency: 'EUR',
    currency_decimals: 2,
    cycles: ['month', 'year'],
    default_cycle: 'year',
    saving_percent_max: 25,
    plans: [
      plan('starter', 'Standard', 0),
      plan('team', language === 'fr' ? 'Professionnel' : 'Professional', 1),
      plan('scale', language === 'fr' ? 'Avancé' : 'Advanced', 2),
      {
        code: 'custom',
        name: w.custom[0],
        description: w.custom[1],
        included_text: '',
        contact_only: true,
        self_managed: false,
        free: false,
        cycles: [],
        prices: [],
        items: [],
        features: [0, 1, 2, 3, 4].map(feature),
      },
    ],
    items: [
      {
        code: 'user',
        kind: 'named_seat',
        name: w.user[0],
        name_plural: w.user[1],
        description: '',
        help_link: 'https://help.example/users',
      },
      {
        code: 'profile',
        kind: 'counted_seat',
        name: w.profile[0],
        name_plural: w.profile[1],
        description: '',
        help_link: '',
      },
    ],
    features: w.features.map((name, at) => ({ code: `f${at}`, name })),
    roles: [{ code: 'owner', name: 'Owner', only_one: true }],
    layout: {
      preset,
      accent: { counts: '#2f5bd7', configurator: '#e0a100' }[preset] ?? '#f57c00',
      accent_text: preset === 'counts' ? '#ffffff' : '#000000',
      logo: '',
      summary: preset === 'configurator' ? 'bottom-left' : 'right',
    },
    labels: { welcome: w.welcome, terms_note: w.terms },
    links: {
      refund_policy: 'https://help.example/refunds',
      help_add_ons: 'https://help.example/add-ons',
      demo: 'https://help.example/demo',
      pricing: 'https://help.example/pricing',
    },
    payment: { card: true, wallet: true, card_brands: ['visa', 'mastercard', 'amex'] },
    refund_policy_version: '2026-01',
    trial: { days: 30, plan: 'team' },
    invitations: { expire_days: 60, hold_seat: true },
    seller: { legal_name: 'Aurora Exemple SAS', country: 'FR', email: 'billing@aurora.example' },
    request_types: ['custom_plan', 'payment_problem', 'contact'],
  };
}

function itemPrices(price) {
  return ['month', 'year'].map((cycle) => ({ cycle, amount: euros(price[cycle]) }));
}
