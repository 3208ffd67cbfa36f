import { describe, expect, it } from 'vitest';
import { addressOf, filterFrom, sameFilter } from './queueFilter';

describe('the filter in the address', () => {
  it('shows what is open, most urgent first, when nothing is said', () => {
    expect(filterFrom('')).toEqual({ state: 'open', sort: 'urgent' });
    expect(addressOf(filterFrom(''))).toBe('/desk/requests');
  });
  it('goes to the address and back', () => {
    for (const search of [
      'assignee=me',
      'type=pause&overdue=true',
      'search=%C3%89v%C3%A9n',
      'sort=newest',
    ]) {
      const filter = filterFrom(search);
      expect(addressOf(filter)).toBe(`/desk/requests?${search}`);
      expect(filterFrom(addressOf(filter).split('?')[1] ?? '')).toEqual(filter);
    }
  });
  it('has no urgency among what is decided', () => {
    expect(filterFrom('state=decided&sort=urgent')).toEqual({ state: 'decided', sort: 'newest' });
    expect(addressOf({ state: 'decided', sort: 'urgent' })).toBe('/desk/requests?state=decided');
  });
  it('knows the same filter said in other words', () => {
    expect(sameFilter({}, { state: 'open', sort: 'urgent', overdue: 'false' })).toBe(true);
    expect(sameFilter({ assignee: 'me' }, { assignee: 'nobody' })).toBe(false);
  });
});
