import { expect, test } from 'vitest';
import { csvOf } from './csv';

test('rows end as RFC 4180 says, and nothing is nothing', () => {
  expect(
    csvOf([
      ['month', 'new'],
      ['2026-11', '12.50'],
      ['2026-12', null],
    ]),
  ).toBe('month,new\r\n2026-11,12.50\r\n2026-12,\r\n');
});

test('quotes, commas and lines are kept apart', () => {
  expect(csvOf([['a "b", c', 'd\ne']])).toBe('"a ""b"", c","d\ne"\r\n');
});

test('a negative amount stays a number, and no cell is a formula', () => {
  expect(csvOf([['-59.40', '=1+1', '@cmd', '-x']])).toBe("-59.40,'=1+1,'@cmd,'-x\r\n");
});
