import { describe, expect, it } from 'vitest';
import { ownPath, readWhere } from './where';

const at = (href: string) => new URL(href, 'https://shop.example') as unknown as Location;

describe('the address of a sign-in page', () => {
  it('says for whom and where to', () => {
    expect(readWhere(at('/portal/sign-in?vendor=acme&side=desk&to=/desk/requests#s3cret'))).toEqual(
      { vendor: 'acme', side: 'desk', to: '/desk/requests', secret: 's3cret' },
    );
    expect(readWhere(at('/portal/sign-in'))).toEqual({
      vendor: '',
      side: 'portal',
      to: undefined,
      secret: '',
    });
  });

  it('leads to our own pages only', () => {
    for (const path of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/portal@evil.example',
      '/portal/../../evil',
      'javascript:alert(1)',
      '/portalx',
      '/v1/session',
    ])
      expect([path, ownPath(path)]).toEqual([path, undefined]);
    expect(ownPath('/portal')).toBe('/portal');
    expect(ownPath('/portal/invoices/inv_1')).toBe('/portal/invoices/inv_1');
  });
});
