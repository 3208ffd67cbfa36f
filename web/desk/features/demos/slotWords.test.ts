import { expect, it } from 'vitest';
import type { DemoSlot } from '../../../api/types';
import { demoTone, slotHere, slotThere } from './slotWords';

const words = {
  t: (_key: string, params?: Record<string, unknown>) => `${params?.day}, ${params?.time}`,
  day: (day: string) => day,
};
const slot = (here: DemoSlot['here']): DemoSlot => ({
  at: '2026-02-20T19:00:00Z',
  there: { day: '2026-02-20', time: '20:00', time_zone: 'Europe/Paris' },
  here,
});

it('says when it is on both sides, and says the same only once', () => {
  const other = slot({ day: '2026-02-20', time: '14:00', time_zone: 'America/New_York' });
  expect(slotThere(other, words)).toBe('2026-02-20, 20:00 (Europe/Paris)');
  expect(slotHere(other, words)).toBe('2026-02-20, 14:00 (America/New York)');
  const same = slot({ day: '2026-02-20', time: '20:00', time_zone: 'Europe/Berlin' });
  expect(slotHere(same, words)).toBeUndefined();
});

it('marks what was won and lost', () => {
  expect([demoTone('won'), demoTone('lost'), demoTone('new')]).toEqual(['good', 'bad', 'info']);
});
