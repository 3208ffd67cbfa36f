import { expect, test } from 'vitest';
import { placeOfLine } from './placeOfLine';

test('a line is found by its number', () => {
  const text = 'one\ntwo\n\nfour';
  const line = (number: number) => text.slice(...placeOfLine(text, number));
  expect([1, 2, 3, 4].map(line)).toEqual(['one', 'two', '', 'four']);
  expect(placeOfLine(text, 9)).toEqual([text.length, text.length]);
  expect(placeOfLine('', 1)).toEqual([0, 0]);
});
