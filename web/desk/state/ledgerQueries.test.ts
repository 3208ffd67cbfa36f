import { describe, expect, it } from 'vitest';
import { ledgerPath, ledgerRangeFrom } from './ledgerQueries';

describe('the range of the ledger', () => {
  it('is kept by the address', () => {
    const range = { from: '2026-01-01', to: '2026-12-31' };
    expect(ledgerRangeFrom(ledgerPath(range).split('?')[1] ?? '')).toEqual(range);
  });

  it('leaves out what is open, and what is no day', () => {
    expect(ledgerPath({ from: '', to: '' })).toBe('/desk/ledger');
    expect(ledgerRangeFrom('from=yesterday&to=2026-1-1')).toEqual({ from: '', to: '' });
  });
});
