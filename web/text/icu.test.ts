import { describe, expect, it } from 'vitest';
import { formatMessage } from './icu';

describe('a message', () => {
  it('takes its arguments', () => {
    expect(formatMessage('Pay {amount}', { amount: '410.40 €' }, 'en')).toBe('Pay 410.40 €');
  });

  it('leaves an argument that is missing visible', () => {
    expect(formatMessage('Hello {name}', {}, 'en')).toBe('Hello {name}');
  });

  it('takes the plural form of the language', () => {
    const days = '{days, plural, =0 {last day} one {# day} other {# days}}';
    expect(formatMessage(days, { days: 0 }, 'en')).toBe('last day');
    expect(formatMessage(days, { days: 1 }, 'en')).toBe('1 day');
    expect(formatMessage(days, { days: 14 }, 'en')).toBe('14 days');
    expect(formatMessage('{n, plural, one {# jour} other {# jours}}', { n: 1234 }, 'fr')).toBe(
      '1\u202f234 jours',
    );
  });

  it('selects by word', () => {
    const text = '{kind, select, invoice {Invoice} other {Document}} {number}';
    expect(formatMessage(text, { kind: 'invoice', number: 'A-1' }, 'en')).toBe('Invoice A-1');
    expect(formatMessage(text, { kind: 'x', number: 'A-1' }, 'en')).toBe('Document A-1');
  });
});
