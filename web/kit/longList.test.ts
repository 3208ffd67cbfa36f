import { describe, expect, it } from 'vitest';
import { rowsInSight } from './longList';

describe('rows in sight', () => {
  it.each([
    ['at the top', 0, 600, 60, 10_000, { from: 0, to: 22 }],
    ['in the middle', 60_000, 600, 60, 10_000, { from: 988, to: 1022 }],
    ['at the end', 599_400, 600, 60, 10_000, { from: 9978, to: 10_000 }],
    [
      'of a list that became shorter than where one was',
      599_400,
      600,
      60,
      30,
      { from: 30, to: 30 },
    ],
    ['of nothing', 0, 600, 60, 0, { from: 0, to: 0 }],
    ['pulled beyond the top', -200, 600, 60, 10_000, { from: 0, to: 22 }],
    ['before the height of a row is known', 0, 600, 0, 5, { from: 0, to: 5 }],
  ])('%s', (_where, top, height, row, count, sight) => {
    expect(rowsInSight(top, height, row, count)).toEqual(sight);
  });
});
