import type { Act } from '../../api/types';

type ActEvent = Act['events'][number];

export interface Difference {
  /** "plan", "cycle", "state", or the code of an item. */
  what: string;
  isItem: boolean;
  before: string;
  after: string;
}

const quantity = 'quantities.';

/** What an event made different, in the order it tells. */
export function differencesOf(event: ActEvent): Difference[] {
  return Object.entries(event.data).flatMap(([name, after]): Difference[] => {
    if (!name.endsWith('.after')) return [];
    const whole = name.slice(0, -'.after'.length);
    const before = event.data[`${whole}.before`] ?? '';
    const isItem = whole.startsWith(quantity);
    const what = isItem ? whole.slice(quantity.length) : whole;
    if (!isItem && !['plan', 'cycle'].includes(what)) return [];
    return [{ what, isItem, before, after }];
  });
}

/** Numbers that an event applied to a reduction: what was wanted and what became of it. */
export function clampedOf(event: ActEvent): Difference[] {
  return Object.entries(event.data).flatMap(([name, wanted]): Difference[] => {
    const item = name.startsWith('wanted.') ? name.slice('wanted.'.length) : '';
    const applied = event.data[`applied.${item}`];
    if (!item || applied === undefined || applied === wanted) return [];
    return [{ what: item, isItem: true, before: wanted, after: applied }];
  });
}

/** The act that issued an invoice. */
export function issuing(acts: Act[], invoice: string): Act | undefined {
  return acts.find((act) =>
    act.events.some((event) => event.type === 'invoice.issued' && event.data.invoice === invoice),
  );
}

/** The newest act that made something different in what the customer has. */
export function changing(acts: Act[]): Act | undefined {
  return acts.find((act) => act.events.some((event) => differencesOf(event).length > 0));
}

/** What a line is about, as acts say which of it they set. */
export function setBy(line: { item: string }): string {
  return line.item === 'plan' ? 'plan' : `${quantity}${line.item}`;
}
