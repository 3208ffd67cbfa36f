import { expect, it } from 'vitest';
import { refundFrom } from './RefundTerms';

it('takes an amount above zero of an invoice, however it is written', () => {
  expect(refundFrom({ invoice: 'inv_1', amount: ' 12,50 ' })).toEqual({
    invoice: 'inv_1',
    amount: '12.50',
  });
  for (const amount of ['', '0', '0.00', '-1', '1.2.3', 'all'])
    expect(refundFrom({ invoice: 'inv_1', amount })).toBeUndefined();
  expect(refundFrom({ invoice: '', amount: '1' })).toBeUndefined();
});
