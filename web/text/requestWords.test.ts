import { describe, expect, it } from 'vitest';
import english from '../locales/en.json';
import { readableDetails, staffDetails } from './requestWords';
import { makeTexts } from './Texts';

describe('what a request carries', () => {
  it('is read by its customer without codes and numbers of records', () => {
    const details = {
      amount: '410.40',
      currency: 'EUR',
      time: '2026-03-16T12:00:00Z',
      reason: 'card_declined',
      method: 'card',
      last4: '0002',
      attempt: 'pay_01',
      'effect.on': '2026-04-01',
    };
    const read = readableDetails(details, makeTexts('en', english));
    expect(read.map(([name]) => name)).toEqual(['Amount', 'Time', 'Last four digits']);
    expect(read[0]?.[1]).toBe('€410.40');
    expect(read[2]?.[1]).toBe('•••• 0002');
    const byStaff = staffDetails(details, makeTexts('en', english));
    expect(byStaff.slice(0, 3)).toEqual(read);
    expect(byStaff.slice(3)).toEqual([
      ['Reason', 'card declined'],
      ['Payment method', 'card'],
      ['Payment', 'pay_01'],
    ]);
  });
});
