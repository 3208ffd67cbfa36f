import type { Access, Permission, ScheduledChange, Subscription, Wanted } from '../../api/types';

export type EntryKind =
  | 'retry'
  | 'access'
  | 'change'
  | 'pause_start'
  | 'pause_end'
  | 'trial_end'
  | 'renewal'
  | 'commitment_end'
  | 'end'
  | 'end_unpaid';

/** One thing that is foreseen for a day. */
export interface Entry {
  on: string;
  kind: EntryKind;
  change?: ScheduledChange;
  access?: Access;
  amount?: { total: string; currency: string };
}

const order: EntryKind[] = [
  'retry',
  'access',
  'change',
  'pause_start',
  'pause_end',
  'trial_end',
  'renewal',
  'commitment_end',
  'end',
  'end_unpaid',
];

/** Everything that is foreseen, by day. What a scheduled change does is not said a second time. */
export function calendarOf(life: Subscription): Entry[] {
  const entries: Entry[] = life.scheduled.map((change) => ({
    on: change.on,
    kind: 'change',
    change,
  }));
  const planned = (act: keyof Wanted) => life.scheduled.some((change) => change.set[act]);
  const add = (kind: EntryKind, on: string | null | undefined, more: Partial<Entry> = {}) => {
    if (on) entries.push({ on, kind, ...more });
  };
  const { pause, past_due: due, next_invoice: next } = life;
  if (pause && !pause.running && !planned('pause')) add('pause_start', pause.from);
  if (pause && !planned('resume')) add('pause_end', pause.to);
  if (life.state === 'trialing') add('trial_end', life.trial?.ends_on);
  if (due) {
    add('retry', due.next_retry_on);
    for (const { on, access } of due.access_changes) add('access', on, { access });
  }
  if (life.renews && next) add('renewal', next.on, { amount: next });
  if (life.state !== 'ended') {
    add('commitment_end', life.commitment?.end);
    if (!planned('cancel')) add(life.ends_on ? 'end' : 'end_unpaid', life.ends_on ?? due?.ends_on);
  }
  return entries.sort(
    (a, b) => a.on.localeCompare(b.on) || order.indexOf(a.kind) - order.indexOf(b.kind),
  );
}

/** The next day on which something happens by itself after `today`. */
export function nextDueDay(life: Subscription, today: string): string | undefined {
  return calendarOf(life).find((entry) => entry.on > today)?.on;
}

/** Whether a person may do it, at once or later, alone or through staff. */
export function isOpen(allowed: Permission | undefined): boolean {
  return ['now', 'period_end', 'staff'].includes(allowed?.outcome ?? 'no');
}

/** Whether a refusal leaves something to say: a day from which it is possible, or somebody to ask. */
export function isWorthSaying(allowed: Permission | undefined): boolean {
  return (
    isOpen(allowed) ||
    (allowed?.outcome === 'no' && Boolean(allowed.possible_from || allowed.request_type))
  );
}

export const acts = ['cancel', 'pause', 'renewal', 'resume'] as const;
/** As addresses and wishes name them. */
export type ActWord = (typeof acts)[number];

export const isAct = (word: string): word is ActWord => acts.some((act) => act === word);

export function permissionFor(life: Subscription, act: ActWord): Permission | undefined {
  return life.actions[act === 'renewal' ? 'renewal_on' : act];
}

/** What the page about the subscription offers, in the order it shows it. */
export function offeredActs(life: Subscription): ActWord[] {
  return acts.filter((act) => {
    const allowed = permissionFor(life, act);
    if (act === 'renewal') return !life.renews && isOpen(allowed);
    if (act === 'resume') return life.pause !== null && isOpen(allowed);
    if (act === 'pause' && life.pause) return false;
    if (act === 'cancel' && life.ends_on) return false;
    return isWorthSaying(allowed);
  });
}
