import type { Act } from '../../api/types';
import { usePortal } from '../../portal/state/PortalContext';
import type { TextKey } from '../../text/language';
import { requestState, requestType } from '../../text/requestWords';
import { useTexts } from '../../text/Texts';
import { clampedOf, type Difference, differencesOf } from '../state/acts';

type ActEvent = Act['events'][number];

const isDay = /^\d{4}-\d{2}-\d{2}$/;

/** What happened, in a sentence without its full stop; the name of the event where there are no words for it. */
export function useEventWords(): (event: ActEvent, names: Record<string, string>) => string {
  const { t, day, money } = useTexts();
  const { plan, itemName, roleName, cycleName, offer } = usePortal();

  const nameOf = (kind: string, code: string) => {
    if (kind === 'plan') return plan(code)?.name ?? code;
    if (kind === 'cycle' && (code === 'month' || code === 'quarter' || code === 'year'))
      return cycleName(code);
    return code;
  };
  const partWords = ({ what, isItem, before, after }: Difference, isFirst: boolean) => {
    if (!isItem && what === 'plan')
      return before
        ? t('act_part.plan', { before: nameOf(what, before), after: nameOf(what, after) })
        : t('act_part.plan_new', { after: nameOf(what, after) });
    if (!isItem && isFirst) return nameOf(what, after);
    if (!isItem)
      return t('act_part.cycle', { before: nameOf(what, before), after: nameOf(what, after) });
    const [had, has] = [Number(before), Number(after)];
    if (had === 0) return t('act_part.new', { after, name: itemName(what, has) });
    const name = itemName(what, Math.max(had, has));
    return t(has < had ? 'act_part.fewer' : 'act_part.more', { name, before, after });
  };
  /** Plan, cycle and numbers, and the rule that allowed it. */
  const parts = (event: ActEvent) => {
    const words = (
      event.type === 'subscription.change_clamped' ? clampedOf(event) : differencesOf(event)
    ).map((part) => partWords(part, event.type === 'subscription.activated'));
    if (event.data.rule) words.push(t('act_part.rule', { rule: event.data.rule }));
    return words.join(', ') || '—';
  };

  return (event, names) => {
    const { type, data } = event;
    const currency = data.currency || offer.currency;
    const amount = (text: string | undefined) => (text ? money(text, currency) : '');
    const date = (text: string | undefined) => (text && isDay.test(text) ? day(text) : '');
    const who = (id: string | undefined) => (id ? (names[id] ?? id) : '');
    const by = (['balance', 'card', 'transfer', 'wallet'] as const).find((way) => way === data.by);
    const source = (['manual', 'import', 'code', 'member_page', 'server'] as const).find(
      (known) => known === data.source,
    );
    const isNote = type === 'invoice.issued' && data.kind === 'credit_note';
    const name = type.replaceAll('.', '_');
    const key = `event.${isNote ? 'invoice_issued_note' : name}` as TextKey;
    const words = t(key, {
      amount: amount(data.amount),
      total: amount(data.total),
      due: amount(data.due),
      day: date(data.on),
      day_of: date(data.of),
      from: date(data.from),
      trial_end: date(data.trial_end),
      plan: nameOf('plan', data.plan ?? ''),
      number: data.number || who(data.invoice),
      by: by ? t(`paid_by.${by}`) : '',
      why: data.reason ? ` (${data.reason.replaceAll('_', ' ')})` : '',
      member: who(data.member),
      member_before: who(data['member.before']),
      member_after: who(data['member.after']),
      role: data.role ? roleName(data.role) : '—',
      item: data.item ? itemName(data.item, 1) : '',
      source: source ? uncapital(t(`seat_source.${source}`)) : '',
      code: data.code ?? '',
      request: requestType(data.type ?? '', t),
      state: stateWords(type, data.state ?? '', t),
      parts: parts(event),
    });
    return words === key ? t('event.other', { type }) : words;
  };
}

/** A phrase of its own inside a sentence. */
export function uncapital(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function stateWords(type: string, state: string, t: ReturnType<typeof useTexts>['t']): string {
  if (type.startsWith('request.')) return requestState(state, t);
  const key = `subscription_state.${state}` as TextKey;
  const words = t(key);
  return words === key ? state : words;
}
