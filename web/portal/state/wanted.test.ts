import { describe, expect, it } from 'vitest';
import type { Offer, Plan, Subscription } from '../../api/types';
import { offer as offerOf } from '../../dev/mock_offer.mjs';
import {
  addableItems,
  extraBounds,
  fitQuantities,
  isTopPlan,
  startOrder,
  wishOf,
  withoutPart,
  withPlan,
} from './wanted';

const offer = offerOf('en') as unknown as Offer;
const trialing = {
  state: 'trialing',
  plan: 'team',
  quantities: { user: 5 },
} as unknown as Subscription;
const active = {
  state: 'active',
  plan: 'team',
  cycle: 'month',
  quantities: { user: 5, profile: 12 },
} as unknown as Subscription;

function plan(code: string): Plan {
  const known = offer.plans.find((one) => one.code === code);
  if (!known) throw new Error(code);
  return known;
}

describe('an order', () => {
  it('starts with the first plan, the default cycle and what is included', () => {
    expect(startOrder(offer, trialing, null)).toEqual({
      plan: 'starter',
      cycle: 'year',
      quantities: { user: 1, profile: 10 },
    });
  });

  it('starts from the draft before anything else', () => {
    const kept = { plan: 'scale', cycle: 'month' as const, quantities: { user: 3, profile: 13 } };
    expect(startOrder(offer, active, kept)).toEqual(kept);
  });

  it('starts from what the customer has once it is bought', () => {
    expect(startOrder(offer, active, null)).toEqual({
      plan: 'team',
      cycle: 'month',
      quantities: { user: 5, profile: 12 },
    });
  });

  it('does not exist for who has a plan that only staff manage', () => {
    expect(startOrder(offer, { ...active, plan: 'custom' }, null)).toBeUndefined();
  });

  it('keeps its totals when the plan changes', () => {
    const order = {
      plan: 'starter',
      cycle: 'month' as const,
      quantities: { user: 3, profile: 13 },
    };
    expect(withPlan(order, plan('scale'))).toEqual({ ...order, plan: 'scale' });
  });
});

describe('quantities', () => {
  it('never go below what is included nor above the most', () => {
    expect(fitQuantities(plan('starter'), { user: 0, profile: 9999 })).toEqual({
      user: 1,
      profile: 500,
    });
  });

  it('are bought above what is included', () => {
    const profile = plan('starter').items[1];
    expect(profile && extraBounds(profile)).toEqual({ min: 0, max: 490, step: 1 });
  });

  it('cannot be added to a plan that only staff sell', () => {
    expect(addableItems(plan('custom'), offer)).toEqual([]);
  });
});

describe('a wish', () => {
  const order = { plan: 'team', cycle: 'month' as const, quantities: { user: 5, profile: 12 } };

  it('is the whole order as long as nothing is bought', () => {
    expect(wishOf(order, trialing, offer)).toEqual(order);
  });

  it('is empty when nothing differs', () => {
    expect(wishOf(order, active, offer)).toEqual({});
  });

  it('names only what differs, so that the rest is left alone', () => {
    const edited = { ...order, plan: 'scale', quantities: { user: 7, profile: 12 } };
    expect(wishOf(edited, active, offer)).toEqual({ plan: 'scale', quantities: { user: 7 } });
    expect(wishOf({ ...order, cycle: 'year' }, active, offer)).toEqual({ cycle: 'year' });
  });

  it('kept as a draft leads back to the same order', () => {
    const edited = { ...order, quantities: { user: 7, profile: 12 } };
    expect(startOrder(offer, active, wishOf(edited, active, offer))).toEqual(edited);
  });

  it('follows what others changed in the parts it does not name', () => {
    const meanwhile = { ...active, quantities: { user: 5, profile: 20 } };
    expect(startOrder(offer, meanwhile, { quantities: { user: 7 } })?.quantities).toEqual({
      user: 7,
      profile: 20,
    });
  });
});

describe('a part that is taken back out', () => {
  const order = { plan: 'scale', cycle: 'year' as const, quantities: { user: 7, profile: 12 } };

  it('is as the customer has it, the others stay', () => {
    expect(withoutPart(order, { part: 'plan' }, offer, active)).toEqual({ ...order, plan: 'team' });
    expect(withoutPart(order, { part: 'cycle' }, offer, active)).toEqual({
      ...order,
      cycle: 'month',
    });
    expect(
      withoutPart(order, { part: 'quantity', item: 'user' }, offer, active).quantities,
    ).toEqual({ user: 5, profile: 12 });
  });
});

it('knows the plan that none is above of', () => {
  expect([isTopPlan(offer, 'scale'), isTopPlan(offer, 'team')]).toEqual([true, false]);
});
