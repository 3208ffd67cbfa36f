import type { Wanted } from '../api/types';
import type { Texts } from './Texts';

/** All kinds, in the order in which they are listed. */
export const requestTypes = [
  'demo',
  'custom_plan',
  'pause',
  'cancellation',
  'reduction',
  'non_renewal',
  'payment_problem',
  'refund',
  'billing_correction',
  'seat_exception',
  'reactivation',
  'contact',
] as const;
const states = [
  'new',
  'acknowledged',
  'in_progress',
  'waiting_customer',
  'approved',
  'applied',
  'closed',
  'declined',
  'withdrawn',
  'duplicate',
] as const;
const proposalStates = ['open', 'accepted', 'refused', 'taken_back', 'expired'] as const;

const details = [
  'amount',
  'currency',
  'time',
  'reason',
  'method',
  'last4',
  'attempt',
  'from',
  'to',
  'code',
  'refunded',
  'credit_note',
] as const;

type Translate = Texts['t'];

/** The name of a kind of request; one that only the vendor knows is shown as it is written. */
export function requestType(code: string, t: Translate): string {
  const known = requestTypes.find((type) => type === code);
  return known ? t(`request_type.${known}`) : code.replaceAll('_', ' ');
}

export function requestState(code: string, t: Translate): string {
  const known = states.find((state) => state === code);
  return known ? t(`request_state.${known}`) : code.replaceAll('_', ' ');
}

/** What a request carries, as its customer reads it: without the codes that staff look things up by. */
export function readableDetails(given: Record<string, string>, texts: Texts): [string, string][] {
  const { t, day, instant, money } = texts;
  const read: Record<string, (value: string) => string> = {
    amount: (value) => money(value, given.currency ?? ''),
    time: (value) => instant(value),
    last4: (value) => `•••• ${value}`,
    from: day,
    to: day,
    refunded: (value) => money(value.replace('-', ''), given.currency ?? ''),
    credit_note: (value) => value,
  };
  return Object.entries(given).flatMap(([name, value]): [string, string][] => {
    const words = read[name];
    return words && value ? [[detailName(name, t), words(value)]] : [];
  });
}

/** The same as staff read it: what they look things up by stands behind, as it is kept. */
export function staffDetails(given: Record<string, string>, texts: Texts): [string, string][] {
  const readable = readableDetails(given, texts);
  const said = new Set(readable.map(([name]) => name));
  const kept = Object.entries(given).flatMap(([code, value]): [string, string][] => {
    const name = detailName(code, texts.t);
    const isSaid = code === 'currency' || code.startsWith('effect.') || said.has(name);
    if (isSaid || !value) return [];
    return [[name, code === 'reason' ? value.replaceAll('_', ' ') : value]];
  });
  return [...readable, ...kept];
}

/** What should happen to the whole subscription, in words; nothing for an order. */
export function actWords(wish: Wanted | null | undefined, { t, day }: Texts): string {
  if (!wish) return '';
  if (wish.cancel) return t('wish.cancel');
  if (wish.renewal) return t('wish.renewal');
  if (wish.resume) return t('wish.resume');
  if (!wish.pause) return '';
  const { from, to } = wish.pause;
  if (from && to) return t('wish.pause_until', { from: day(from), to: day(to) });
  return from ? t('wish.pause_from', { from: day(from) }) : t('wish.pause');
}

/** Whether staff have still to decide it. */
export function isOpenRequest(code: string): boolean {
  return ['new', 'acknowledged', 'in_progress', 'waiting_customer'].includes(code);
}

export function requestTone(code: string): 'info' | 'good' | 'bad' | 'warning' {
  if (['approved', 'applied', 'closed'].includes(code)) return 'good';
  if (['declined', 'withdrawn', 'duplicate'].includes(code)) return 'bad';
  return code === 'new' || code === 'acknowledged' ? 'info' : 'warning';
}

/** The name of a fact that belongs to a request. */
export function detailName(code: string, t: Translate): string {
  const known = details.find((detail) => detail === code);
  return known ? t(`detail.${known}`) : code.replaceAll('_', ' ');
}

export function proposalState(code: string, t: Translate): string {
  const known = proposalStates.find((state) => state === code);
  return known ? t(`proposal_state.${known}`) : code.replaceAll('_', ' ');
}

export function proposalTone(code: string): 'info' | 'good' | 'bad' {
  if (code === 'open') return 'info';
  return code === 'accepted' ? 'good' : 'bad';
}
