import { isThere, keysAt, lengthAt, type Path, scalarAt, type YamlText } from '../../yaml/yamlText';

/** Keys in the order in which a new one is written; of these the form has fields. */
const top = [
  'vendor',
  'version',
  'languages',
  'time_zone',
  'currencies',
  'extends',
  'refund_policy_version',
  'seller',
  'layout',
  'payment',
  'pause',
  'reminders',
  'invitations',
  'features',
  'items',
  'plans',
  'trial',
  'free_plan',
  'request_targets',
  'roles',
  'staff_roles',
  'rules',
];
const plan = [
  'code',
  'rank',
  'cycles',
  'commitment_months',
  'commitment_renews',
  'proration',
  'free',
  'contact_only',
  'self_managed',
  'listed',
  'price',
  'items',
  'inherits',
  'features',
];
const planItem = ['included', 'min', 'max', 'step', 'price'];
const rule = ['id', 'when', 'outcome', 'billed', 'unused', 'code', 'request', 'possible_from'];
const when = [
  'change',
  'item',
  'from_plan',
  'to_plan',
  'from_cycle',
  'to_cycle',
  'direction',
  'state',
  'role',
  'committed',
];
const sections: Record<string, readonly string[]> = {
  seller: ['legal_name', 'address', 'country', 'region', 'tax_name', 'tax_numbers', 'email', 'tax'],
  payment: ['card', 'card_brands', 'wallet', 'transfer_due_days', 'transfer_account', 'dunning'],
  transfer_account: ['holder', 'iban', 'bic'],
  dunning: ['retry_days', 'access', 'end_after_days'],
  pause: ['access', 'extends_commitment'],
  reminders: ['commitment_days', 'renewal_days', 'resume_days'],
  invitations: ['expire_days', 'hold_seat'],
  trial: ['days', 'plan', 'quantities', 'reminder_days_left'],
};

// Known to the catalog, but without a field here.
const onlyText: Record<string, readonly string[]> = {
  '': top.filter(
    (key) => !(key in sections) && !['plans', 'rules', 'refund_policy_version'].includes(key),
  ),
  plan: ['inherits', 'features'],
  seller: ['address', 'tax_numbers', 'tax'],
  dunning: ['access'],
};

function kindOf(path: Path): string {
  if (path[0] === 'plans') return path.length === 2 ? 'plan' : path.length === 4 ? 'planItem' : '';
  if (path[0] === 'rules') return path.length === 2 ? 'rule' : path.length === 3 ? 'when' : '';
  return `${path.at(-1) ?? ''}`;
}

/** The keys of the mapping at `path`, in the order in which they are written. */
export function orderOf(path: Path): readonly string[] {
  if (path.length === 0) return top;
  return { plan, planItem, rule, when }[kindOf(path)] ?? sections[kindOf(path)] ?? [];
}

function withoutField(yaml: YamlText, path: Path): Path[] {
  const kind = path.length === 0 ? '' : kindOf(path);
  const known = orderOf(path).filter((key) => !onlyText[kind]?.includes(key));
  return keysAt(yaml, path)
    .filter((key) => !known.includes(key))
    .map((key) => [...path, key]);
}

/** What stands in the catalog and has no field in the form, beside what plans and rules say of their own. */
export function textOnly(yaml: YamlText): Path[] {
  const within = Object.keys(sections).map(
    (name): Path =>
      name === 'dunning' || name === 'transfer_account' ? ['payment', name] : [name],
  );
  const odd = within.filter((path) => isThere(yaml, path) && keysAt(yaml, path).length === 0);
  return [
    ...withoutField(yaml, []),
    ...within.flatMap((path) => withoutField(yaml, path)),
    ...odd.filter((path) => scalarAt(yaml, path) !== undefined),
  ];
}

/** Of one plan, with its items. */
export function textOnlyOfPlan(yaml: YamlText, at: number): Path[] {
  const items = keysAt(yaml, ['plans', at, 'items']).flatMap((item) =>
    withoutField(yaml, ['plans', at, 'items', item]),
  );
  return [...withoutField(yaml, ['plans', at]), ...items];
}

export function textOnlyOfRule(yaml: YamlText, at: number): Path[] {
  return [...withoutField(yaml, ['rules', at]), ...withoutField(yaml, ['rules', at, 'when'])];
}

/** The codes of a list of things: plans, items, roles. */
export function codesAt(yaml: YamlText, list: string): string[] {
  const length = lengthAt(yaml, [list]) ?? 0;
  return Array.from({ length }, (_, at) => scalarAt(yaml, [list, at, 'code'])).filter(
    (code) => code !== undefined,
  );
}
