import type { Preview, Subscription } from '../../api/types';
import { isZero } from '../../text/format';
import type { Part } from './wanted';

export interface JudgedPart extends Part {
  outcome: 'now' | 'period_end' | 'staff' | 'no' | 'nothing_to_do';
  code: string | null;
  text: string;
  /** The day it waits for. */
  on: string | null;
}

const kinds = ['plan', 'cycle', 'quantity'] as const;
const outcomes = ['now', 'period_end', 'staff', 'no', 'nothing_to_do'] as const;

export function isAllowed(preview: Preview | undefined): boolean {
  return preview?.outcome === 'now' || preview?.outcome === 'period_end';
}

/** The day on which what does not take effect at once takes effect. */
export function laterDay(preview: Preview): string | null {
  return preview.after?.scheduled?.at(-1)?.on ?? preview.effective_on ?? null;
}

/** What staff would do at once and what waits: the day of what waits, when there is both. */
export function restDay(
  accepted: NonNullable<Preview['if_accepted']>,
  had: Pick<Subscription, 'scheduled'>,
): string | undefined {
  const known = had.scheduled.map(({ on, set }) => JSON.stringify([on, set]));
  const last = accepted.after.scheduled.at(-1);
  const isNew = last && !known.includes(JSON.stringify([last.on, last.set]));
  return isNew && last.on > accepted.effective_on ? last.on : undefined;
}

/** The parts of a change to a plan, a cycle or a number, each with its own answer. */
export function judgedParts(preview: Preview): JudgedPart[] {
  return preview.parts.flatMap((given) => {
    const part = kinds.find((kind) => kind === given.part);
    const outcome = outcomes.find((known) => known === given.outcome);
    if (!part || !outcome || outcome === 'nothing_to_do') return [];
    const waits = outcome === 'period_end' && isAllowed(preview);
    return [
      {
        part,
        ...(given.item ? { item: given.item } : {}),
        outcome,
        code: given.code ?? null,
        text: given.text ?? '',
        on: waits ? laterDay(preview) : null,
      },
    ];
  });
}

export function refusedParts(preview: Preview): JudgedPart[] {
  return judgedParts(preview).filter(({ outcome }) => outcome === 'staff' || outcome === 'no');
}

/** What confirming takes from the customer now, as a decimal string. */
export function toPay(preview: Preview | undefined): string {
  return preview?.to_pay ?? preview?.due_now?.total ?? '0';
}

export function costsNothingNow(preview: Preview | undefined): boolean {
  return isZero(toPay(preview)) || toPay(preview).startsWith('-');
}

/** Everything a person reads of the money in a summary: equal texts read the same. */
export function readingOf(preview: Preview | undefined): string {
  const dated = [preview?.next_invoice, preview?.later].map(
    (amounts) => `${amounts?.on} ${amounts?.total}`,
  );
  return [preview?.due_now?.total, toPay(preview), ...dated].join(' ');
}
