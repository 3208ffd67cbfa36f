import { describe, expect, it } from 'vitest';
import type { Offer } from '../../../api/types';
import texts from '../../../locales/en.json';
import type { Texts } from '../../../text/Texts';
import { changeWords } from './changeWords';

const words = {
  t: (key: string) => (texts as Record<string, string>)[key] ?? key,
  day: (text: string) => `day ${text}`,
} as unknown as Pick<Texts, 't' | 'day'>;

const offer = {
  plans: [{ code: 'pro', name: 'Pro' }],
  items: [{ code: 'user', name: 'User', name_plural: 'Users' }],
} as unknown as Offer;

const told = (name: string, before: string, after: string) => {
  const said = changeWords({ name, before, after }, words, offer);
  return `${said.name}: ${said.before} → ${said.after}`;
};

describe('a change in the log', () => {
  it('is said in words', () => {
    expect(told('city', '', 'Lyon')).toBe('City: nothing → Lyon');
    expect(told('plan', 'basic', 'pro')).toBe('Plan: basic → Pro');
    expect(told('cycle', 'month', 'year')).toBe('Billing: month → year');
    expect(told('state', 'active', 'ending')).toBe('State: Active → Ends soon');
    expect(told('quantities.user', '5', '8')).toBe('Users: 5 → 8');
    expect(told('blocked', 'no', 'yes')).toBe('Shut out: no → yes');
    expect(told('trial_end', '2026-12-01', '2026-12-08')).toBe(
      'End of the trial: day 2026-12-01 → day 2026-12-08',
    );
    expect(told('status', 'unverified', 'confirmed')).toBe('VAT number: not checked → confirmed');
  });

  it('stays as it is kept where there are no words', () => {
    expect(told('quantities.robot', '1', '2')).toBe('quantities.robot: 1 → 2');
    expect(told('colour', 'red', 'blue')).toBe('colour: red → blue');
  });
});
