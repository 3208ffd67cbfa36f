import { describe, expect, it } from 'vitest';
import { searchFrom, searchPath } from './search';

describe('a search among customers', () => {
  it('is kept by the address', () => {
    const wish = { search: 'étude 1', state: 'past_due', plan: 'pro' };
    expect(searchFrom(searchPath(wish).split('?')[1] ?? '')).toEqual(wish);
  });

  it('leaves out what is open', () => {
    expect(searchPath({ search: '', state: '', plan: '' })).toBe('/desk/customers');
    expect(searchPath({ search: '', state: 'active', plan: '' })).toBe(
      '/desk/customers?state=active',
    );
  });

  it('knows no state but those there are', () => {
    expect(searchFrom('state=asleep').state).toBe('');
  });
});
