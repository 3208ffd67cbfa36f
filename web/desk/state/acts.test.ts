import { describe, expect, it } from 'vitest';
import type { Act } from '../../api/types';
import { changing, clampedOf, differencesOf, issuing, setBy } from './acts';

const event = (type: string, data: Record<string, string>) => ({
  sequence: 1,
  type,
  kind: 'subscription' as const,
  data,
});

const act = (...events: Act['events']): Act => ({
  sequence: 1,
  at: '2026-03-12T10:00:00Z',
  actor: { kind: 'member', role: 'owner', id: 'mem_1', name: 'Olive Owner' },
  on_behalf_of: '',
  reason: '',
  hash: '',
  events,
});

describe('an act', () => {
  const changed = event('subscription.changed', {
    rule: 'B-03',
    'plan.before': 'pro',
    'plan.after': 'max',
    'state.before': 'active',
    'state.after': 'ending',
    'quantities.user.before': '5',
    'quantities.user.after': '8',
  });

  it('says what it made different, the state left to the sentence itself', () => {
    expect(differencesOf(changed)).toEqual([
      { what: 'plan', isItem: false, before: 'pro', after: 'max' },
      { what: 'user', isItem: true, before: '5', after: '8' },
    ]);
  });

  it('tells a reduction that stopped short', () => {
    const clamped = event('subscription.change_clamped', {
      on: '2026-04-01',
      'wanted.user': '3',
      'applied.user': '5',
      'wanted.page': '1',
      'applied.page': '1',
    });
    expect(clampedOf(clamped)).toEqual([{ what: 'user', isItem: true, before: '3', after: '5' }]);
  });

  it('is found by the invoice it issued, not by one that it paid', () => {
    const paid = act(event('invoice.paid', { invoice: 'inv_1' }));
    const issued = act(event('invoice.issued', { invoice: 'inv_1' }));
    expect(issuing([paid, issued], 'inv_1')).toBe(issued);
  });

  it('is found by what it changed', () => {
    const paid = act(event('invoice.paid', { change: 'chg_1' }));
    const done = act(changed);
    expect(changing([paid, done])).toBe(done);
  });

  it('is asked for by what a line is about', () => {
    expect(setBy({ item: 'plan' })).toBe('plan');
    expect(setBy({ item: 'user' })).toBe('quantities.user');
  });
});
