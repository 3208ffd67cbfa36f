import { describe, expect, it } from 'vitest';
import { untilFinal } from './untilFinal';

const { refetchInterval } = untilFinal<string>((answer) => answer === 'done');
const pauseAfter = (dataUpdateCount: number, data?: string) =>
  refetchInterval({ state: { data, dataUpdateCount } });

describe('untilFinal', () => {
  it('asks more and more rarely, and never gives up', () => {
    expect([
      pauseAfter(0),
      pauseAfter(1, 'waiting'),
      pauseAfter(5, 'waiting'),
      pauseAfter(99, 'waiting'),
    ]).toEqual([1000, 1500, 10_000, 10_000]);
  });
  it('asks no more once the answer is final', () => {
    expect(pauseAfter(2, 'done')).toBe(false);
  });
});
