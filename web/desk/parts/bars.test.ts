import { expect, test } from 'vitest';
import { pile, stand } from './bars';

test('what is positive is piled up from the line, what is negative down', () => {
  const { zero, bars } = pile([
    [
      { key: 'new', size: 2 },
      { key: 'up', size: 1 },
      { key: 'lost', size: -1 },
    ],
    [{ key: 'new', size: 0 }],
  ]);
  expect(zero).toBe(0.75);
  expect(bars).toEqual([
    [
      { key: 'new', from: 0.25, to: 0.75 },
      { key: 'up', from: 0, to: 0.25 },
      { key: 'lost', from: 0.75, to: 1 },
    ],
    [],
  ]);
});

test('where nothing happened there is a line and no bar', () => {
  expect(pile([[], []])).toEqual({ zero: 1, bars: [[], []] });
});

test('parts that stand beside each other are each as high as they are', () => {
  const { zero, bars } = stand([
    [
      { key: 'before', size: 2 },
      { key: 'after', size: 4 },
    ],
    [
      { key: 'before', size: 0 },
      { key: 'after', size: -4 },
    ],
  ]);
  expect(zero).toBe(0.5);
  expect(bars).toEqual([
    [
      { key: 'before', from: 0.25, to: 0.5 },
      { key: 'after', from: 0, to: 0.5 },
    ],
    [{ key: 'after', from: 0.5, to: 1 }],
  ]);
});
