import { describe, expect, it } from 'vitest';
import { dayBefore, formatDay, formatMoney, formatMonth, formatPercent, isZero } from './format';

describe('an amount', () => {
  it('is written as the language does, from its own digits', () => {
    expect(formatMoney('410.40', 'EUR', 'fr')).toBe('410,40\u00a0€');
    expect(formatMoney('1234.56', 'EUR', 'fr')).toBe('1\u202f234,56\u00a0€');
    expect(formatMoney('410.40', 'EUR', 'en')).toBe('€410.40');
    expect(formatMoney('-67.75', 'EUR', 'en')).toBe('-€67.75');
  });

  it('keeps digits that a floating number would lose', () => {
    expect(formatMoney('90071992547409931.25', 'EUR', 'en')).toBe('€90,071,992,547,409,931.25');
  });

  it('shows more decimals than usual rather than round them', () => {
    expect(formatMoney('0.0125', 'EUR', 'en')).toBe('€0.0125');
  });

  it('is nothing when it has no digit but zero', () => {
    expect(isZero('0.00')).toBe(true);
    expect(isZero('0.01')).toBe(false);
  });

  it('knows currencies without cents', () => {
    expect(formatMoney('1200', 'JPY', 'en')).toBe('¥1,200');
  });
});

describe('a rate', () => {
  it('keeps its decimals', () => {
    expect(formatPercent('9.975', 'en')).toBe('9.975%');
    expect(formatPercent('5.5', 'fr')).toBe('5,5\u00a0%');
  });
});

describe('a day', () => {
  it('is the same day wherever the reader is', () => {
    expect(formatDay('2026-03-01', 'fr')).toBe('1er mars 2026');
    expect(formatDay('2026-03-01', 'en')).toBe('1 March 2026');
  });
});

describe('the day before', () => {
  it('crosses months, years and leap days', () => {
    expect(dayBefore('2026-12-22')).toBe('2026-12-21');
    expect(dayBefore('2027-01-01')).toBe('2026-12-31');
    expect(dayBefore('2028-03-01')).toBe('2028-02-29');
  });
});

describe('a month', () => {
  it('is named, as no person reads 2039-12', () => {
    expect(formatMonth('2039-12', 'fr')).toBe('décembre 2039');
    expect(formatMonth('2039-12', 'en')).toBe('December 2039');
  });
});
