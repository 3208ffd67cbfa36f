import type { PaymentMethod } from '../../api/types';

const names: Record<string, string> = {
  visa: 'VISA',
  mastercard: 'MasterCard',
  amex: 'American Express',
  diners: 'Diners Club',
  discover: 'Discover',
  jcb: 'JCB',
  paypal: 'PayPal',
};

/** A card or wallet brand as people know it. */
export function brandName(code: string): string {
  return names[code.toLowerCase()] ?? code;
}

/** A saved method as people tell theirs apart. */
export function methodName({ brand, kind, last4 }: PaymentMethod): string {
  return [brandName(brand || kind), last4 && `•••• ${last4}`].filter(Boolean).join(' ');
}
