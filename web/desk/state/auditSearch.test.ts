import { describe, expect, it } from 'vitest';
import { auditFile, auditPath, auditSearchFrom, everything } from './auditSearch';

describe('a search in the log', () => {
  it('is kept by the address', () => {
    const wish = {
      person: 'staff_finance',
      customer: 'cus_1',
      verb: 'credit.given',
      from: '2026-01-01',
      to: '2026-01-31',
    };
    expect(auditSearchFrom(auditPath(wish).split('?')[1] ?? '')).toEqual(wish);
  });

  it('leaves out what is open', () => {
    expect(auditPath(everything)).toBe('/desk/audit');
    expect(auditFile({ ...everything, person: 'sam' })).toBe('/v1/audit/export?person=sam');
  });

  it('knows no day but those there can be, and no words with signs', () => {
    expect(auditSearchFrom('from=yesterday&person=a%20b').from).toBe('');
    expect(auditSearchFrom('from=yesterday&person=a%20b').person).toBe('');
  });
});
