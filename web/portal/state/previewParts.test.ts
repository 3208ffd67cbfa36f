import { describe, expect, it } from 'vitest';
import type { Preview } from '../../api/types';
import {
  costsNothingNow,
  isAllowed,
  judgedParts,
  readingOf,
  refusedParts,
  restDay,
  toPay,
} from './previewParts';

const amounts = (total: string) => ({ currency: 'EUR', lines: [], net: total, taxes: [], total });

function preview(over: Partial<Preview>): Preview {
  return {
    outcome: 'now',
    parts: [],
    day: '2026-04-16',
    effective_on: '2026-04-16',
    due_now: amounts('23.76'),
    to_pay: '23.76',
    from_balance: '0.00',
    next_invoice: { ...amounts('166.32'), on: '2026-05-01' },
    later: { ...amounts('166.32'), on: '2026-06-01' },
    after: null,
    ...over,
  } as unknown as Preview;
}

const part = (name: string, outcome: string, item: string | null = null) => ({
  part: name,
  item,
  outcome,
  code: null,
  rule: null,
  text: '',
});

describe('the parts of a change', () => {
  it('have each their own day', () => {
    const mixed = preview({
      parts: [part('plan', 'now'), part('quantity', 'period_end', 'user')],
      after: { scheduled: [{ on: '2026-05-01', set: {} }] } as unknown as Preview['after'],
    });
    expect(judgedParts(mixed).map(({ part, item, on }) => [part, item, on])).toEqual([
      ['plan', undefined, null],
      ['quantity', 'user', '2026-05-01'],
    ]);
  });

  it('wait for no day while the whole is refused', () => {
    const refused = preview({
      outcome: 'staff',
      parts: [part('plan', 'staff'), part('quantity', 'period_end', 'user')],
    });
    expect(judgedParts(refused).map(({ on }) => on)).toEqual([null, null]);
    expect(refusedParts(refused).map((one) => one.part)).toEqual(['plan']);
    expect(isAllowed(refused)).toBe(false);
  });

  it('leave out what is no part of an order', () => {
    const other = preview({ parts: [part('cancel', 'now'), part('plan', 'nothing_to_do')] });
    expect(judgedParts(other)).toEqual([]);
  });
});

describe('what is paid now', () => {
  it('is what the balance leaves', () => {
    expect(toPay(preview({ from_balance: '20.00', to_pay: '3.76' }))).toBe('3.76');
  });

  it('may be nothing', () => {
    expect(costsNothingNow(preview({ to_pay: '0.00' }))).toBe(true);
    expect(costsNothingNow(preview({}))).toBe(false);
    expect(costsNothingNow(undefined)).toBe(true);
  });
});

describe('a summary reads otherwise', () => {
  const read = readingOf(preview({}));

  it.each([
    ['the amount due', { due_now: amounts('22.18'), to_pay: '22.18' }],
    ['what is left to pay', { to_pay: '3.76' }],
    ['the next invoice', { next_invoice: { ...amounts('178.20'), on: '2026-05-01' } }],
    ['its day', { next_invoice: { ...amounts('166.32'), on: '2026-05-02' } }],
    ['what follows', { later: { ...amounts('99.00'), on: '2026-06-01' } }],
  ])('when %s changes', (_what, over) => {
    expect(readingOf(preview(over as Partial<Preview>))).not.toBe(read);
  });

  it('but not for a new fingerprint alone', () => {
    expect(readingOf(preview({ fingerprint: 'other' }))).toBe(read);
  });
});

describe('what staff would do', () => {
  const accepted = (on: string, scheduled: { on: string; set: object }[]) =>
    ({ effective_on: on, after: { scheduled } }) as unknown as NonNullable<Preview['if_accepted']>;
  const had = (scheduled: { on: string; set: object }[]) =>
    ({ scheduled }) as unknown as Parameters<typeof restDay>[1];
  const plan = { on: '2026-05-01', set: { plan: 'business' } };

  it('names the day of the part that waits, beside the part that does not', () => {
    expect(restDay(accepted('2026-04-16', [plan]), had([]))).toBe('2026-05-01');
  });

  it('names no second day when everything waits for one', () => {
    expect(restDay(accepted('2026-05-01', [plan]), had([]))).toBeUndefined();
  });

  it('does not count what waits already', () => {
    expect(restDay(accepted('2026-04-16', [plan]), had([plan]))).toBeUndefined();
  });
});
