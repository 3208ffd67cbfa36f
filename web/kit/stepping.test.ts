import { describe, expect, it } from 'vitest';
import { keyTarget, land, readCount } from './stepping';

const bounds = { min: 0, max: 99, step: 1 };

describe('landing', () => {
  it('keeps what is allowed', () => {
    expect(land(25, bounds)).toEqual({ value: 25 });
  });

  it('says which bound moved the value', () => {
    expect(land(-1, bounds)).toEqual({ value: 0, moved: 'min' });
    expect(land(100, bounds)).toEqual({ value: 99, moved: 'max' });
    expect(land(Number.NaN, bounds)).toEqual({ value: 0, moved: 'text' });
    expect(land(7, { min: 0, max: 100, step: 5 })).toEqual({ value: 5, moved: 'step' });
  });

  it('never passes the most even when it is not a whole number of steps away', () => {
    expect(land(12, { min: 0, max: 12, step: 5 }).value).toBeLessThanOrEqual(12);
  });
});

describe('what a person types', () => {
  it('is a number however it is grouped', () => {
    expect(readCount('25 ')).toBe(25);
    expect(readCount('1\u202f000')).toBe(1000);
    expect(readCount('1,000')).toBe(1000);
  });

  it('is nothing when it is a word', () => {
    expect(readCount('ten')).toBeNaN();
    expect(readCount('1.5')).toBeNaN();
    expect(readCount('12 34')).toBeNaN();
    expect(readCount('')).toBeNaN();
  });
});

describe('keys', () => {
  it('step by one, by ten and to the ends', () => {
    expect(keyTarget('ArrowUp', 3, bounds)).toBe(4);
    expect(keyTarget('PageDown', 13, bounds)).toBe(3);
    expect(keyTarget('Home', 3, bounds)).toBe(0);
    expect(keyTarget('End', 3, bounds)).toBe(99);
    expect(keyTarget('a', 3, bounds)).toBeUndefined();
  });
});
