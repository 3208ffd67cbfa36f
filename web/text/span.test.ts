import { describe, expect, it } from 'vitest';
import { formatSpan } from './span';

const hour = 3_600;

describe('formatSpan', () => {
  it('says the largest unit of which there are two', () => {
    expect(formatSpan(3 * 24 * hour, 'en')).toBe('3 days');
    expect(formatSpan(47 * hour, 'en')).toBe('47 hours');
    expect(formatSpan(48 * hour, 'en')).toBe('2 days');
    expect(formatSpan(119 * 60, 'en')).toBe('119 minutes');
  });
  it('never says none', () => {
    expect(formatSpan(0, 'en')).toBe('1 minute');
    expect(formatSpan(-30, 'en')).toBe('1 minute');
  });
  it('does not mind which way', () => {
    expect(formatSpan(-2 * hour, 'fr').replace(/\s/g, ' ')).toBe('2 heures');
  });
});
