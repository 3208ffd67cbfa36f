import { expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from './passkey';

it('writes bytes as the service reads them', () => {
  for (const [bytes, text] of [
    [[], ''],
    [[0x66], 'Zg'],
    [[0xfb, 0xff, 0xfe], '-__-'],
  ] as [number[], string][]) {
    expect(toBase64Url(new Uint8Array(bytes).buffer)).toBe(text);
    expect([...fromBase64Url(text)]).toEqual(bytes);
  }
});
