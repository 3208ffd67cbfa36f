import { describe, expect, it } from 'vitest';
import { plusDays, plusMonth, stops } from './steps';

describe('the demo clock', () => {
  it('counts days over the end of a month and a leap day', () => {
    expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(plusDays('2026-12-31', 7)).toBe('2027-01-07');
  });

  it('keeps to the last day where the next month is shorter', () => {
    expect(plusMonth('2026-01-31')).toBe('2026-02-28');
    expect(plusMonth('2028-01-31')).toBe('2028-02-29');
    expect(plusMonth('2026-12-15')).toBe('2027-01-15');
  });

  it('stops every day on a short way and ends where it should', () => {
    expect(stops('2026-03-01', '2026-03-04')).toEqual(['2026-03-02', '2026-03-03', '2026-03-04']);
  });

  it('stops at most so often on a long way', () => {
    const way = stops('2026-03-01', '2027-03-01', 12);
    expect(way).toHaveLength(12);
    expect(way.at(-1)).toBe('2027-03-01');
    expect([...way].sort()).toEqual(way);
    expect(new Set(way).size).toBe(12);
  });

  it('does not go back', () => {
    expect(stops('2026-03-02', '2026-03-01')).toEqual([]);
    expect(stops('2026-03-02', '2026-03-02')).toEqual([]);
  });
});
