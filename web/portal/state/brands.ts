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
