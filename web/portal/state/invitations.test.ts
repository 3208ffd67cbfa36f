import { describe, expect, it } from 'vitest';
import type { Invitation } from '../../api/types';
import { firstSeat, openOnes } from './invitations';

const invitation = (id: string, state: Invitation['state']): Invitation => ({
  id,
  state,
  member: { id: `mem_${id}`, email: `${id}@x.example`, role: 'member', is_owner: false },
  seat: 'user',
  sent_at: '2026-03-01T08:00:00Z',
  expires_at: '2026-04-30T08:00:00Z',
  sends: 1,
});

const kind = (seat: string, paid: number, taken: number) => ({
  seat,
  name: seat,
  paid,
  taken,
  free: paid - taken,
  invited: 0,
  waiting: 0,
});

describe('open invitations', () => {
  it('are those that can be accepted or sent again', () => {
    const all = [
      invitation('a', 'pending'),
      invitation('b', 'expired'),
      invitation('c', 'accepted'),
      invitation('d', 'cancelled'),
    ];
    expect(openOnes(all).map(({ id }) => id)).toEqual(['a', 'b']);
  });
});

describe('the kind of seat to begin with', () => {
  it('is the first that is free, where it is held for whoever is invited', () => {
    expect(firstSeat([kind('manager', 2, 2), kind('user', 3, 1)], true)).toBe('user');
    expect(firstSeat([kind('manager', 2, 2)], true)).toBe('');
  });

  it('is the first that is paid for, where they get it when they come', () => {
    expect(firstSeat([kind('manager', 2, 2), kind('user', 3, 1)], false)).toBe('manager');
    expect(firstSeat([kind('manager', 0, 0)], false)).toBe('');
  });

  it('is none where there are none', () => {
    expect(firstSeat([], true)).toBe('');
  });
});
