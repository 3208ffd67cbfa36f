import { describe, expect, it } from 'vitest';
import type { Subscription } from '../../api/types';
import { calendarOf, nextDueDay, offeredActs } from './life';

const allowed = (outcome: string, more = {}) => ({ outcome, ...more });

function life(more: object): Subscription {
  return {
    state: 'active',
    renews: true,
    ends_on: null,
    commitment: null,
    pause: null,
    past_due: null,
    scheduled: [],
    clamped: [],
    next_invoice: { on: '2026-04-01', total: '118.80', currency: 'EUR' },
    actions: {},
    ...more,
  } as unknown as Subscription;
}

const kinds = (of: Subscription) => calendarOf(of).map((entry) => `${entry.on} ${entry.kind}`);

describe('the calendar', () => {
  it('lists everything by day, what happens first on a day before what follows from it', () => {
    const of = life({
      scheduled: [{ change: 'chg_1', on: '2026-04-01', set: { plan: 'pro' } }],
      commitment: { start: '2025-06-01', end: '2026-06-01', renews: true },
      pause: { from: '2026-03-15', to: '2026-03-20', running: false },
    });
    expect(kinds(of)).toEqual([
      '2026-03-15 pause_start',
      '2026-03-20 pause_end',
      '2026-04-01 change',
      '2026-04-01 renewal',
      '2026-06-01 commitment_end',
    ]);
  });

  it('has no renewal once it is off, but an end', () => {
    expect(kinds(life({ state: 'ending', renews: false, ends_on: '2026-04-01' }))).toEqual([
      '2026-04-01 end',
    ]);
  });

  it('does not say twice what a scheduled change does', () => {
    const of = life({
      renews: false,
      ends_on: '2026-04-01',
      scheduled: [{ change: 'chg_1', on: '2026-04-01', set: { cancel: true } }],
    });
    expect(kinds(of)).toEqual(['2026-04-01 change']);
  });

  it('says what an unpaid renewal leads to', () => {
    const of = life({
      state: 'past_due',
      next_invoice: null,
      past_due: {
        next_retry_on: '2026-04-04',
        access_changes: [{ on: '2026-04-11', access: 'read_only' }],
        ends_on: '2026-05-01',
      },
    });
    expect(kinds(of)).toEqual(['2026-04-04 retry', '2026-04-11 access', '2026-05-01 end_unpaid']);
  });

  it('does not start a pause that runs already', () => {
    const of = life({
      state: 'paused',
      next_invoice: null,
      pause: { from: '2026-03-01', to: '2026-05-01', running: true },
    });
    expect(kinds(of)).toEqual(['2026-05-01 pause_end']);
  });

  it('knows the next day after today', () => {
    const of = life({ commitment: { start: '2025-06-01', end: '2026-06-01', renews: true } });
    expect(nextDueDay(of, '2026-03-20')).toBe('2026-04-01');
    expect(nextDueDay(of, '2026-04-01')).toBe('2026-06-01');
    expect(nextDueDay(of, '2026-06-01')).toBeUndefined();
  });
});

describe('what may be done', () => {
  it('leaves out what the vendor does not offer', () => {
    const actions = {
      cancel: allowed('period_end'),
      pause: allowed('no', { code: 'not_offered' }),
    };
    expect(offeredActs(life({ actions }))).toEqual(['cancel']);
  });

  it('shows a refusal that has a day', () => {
    const no = allowed('no', { code: 'commitment_active', possible_from: '2026-06-01' });
    expect(offeredActs(life({ actions: { cancel: no, pause: no } }))).toEqual(['cancel', 'pause']);
  });

  it('offers the way back once it is cancelled, and not to cancel again', () => {
    const actions = { cancel: allowed('period_end'), renewal_on: allowed('now') };
    expect(offeredActs(life({ renews: false, ends_on: '2026-04-01', actions }))).toEqual([
      'renewal',
    ]);
  });

  it('offers to come back from a pause', () => {
    const pause = { from: '2026-03-01', to: null, running: true };
    const actions = { pause: allowed('staff'), resume: allowed('staff') };
    expect(offeredActs(life({ pause, actions }))).toEqual(['resume']);
  });
});
