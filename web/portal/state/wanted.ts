import type {
  Cycle,
  Item,
  Offer,
  Plan,
  PlanItem,
  Quantities,
  Subscription,
  Wanted,
} from '../../api/types';
import type { Bounds } from '../../kit/stepping';
import { isBought } from './subscriptionState';

/** An order in full: what the pages edit and the service previews. */
export interface Order {
  plan: string;
  cycle: Cycle;
  quantities: Quantities;
}

/** An edit of the order as it is when the edit is made, which may be newer than what is on the screen. */
export type Edit = (alter: (present: Order) => Order) => void;

/** The fewest of an item that a plan can have: what it includes is never given back. */
export function floorOf(item: PlanItem): number {
  return Math.max(item.min, item.included);
}

/** Bounds of what is bought above the included quantity. */
export function extraBounds(item: PlanItem): Bounds {
  return {
    min: floorOf(item) - item.included,
    max: Math.max(item.max, item.included) - item.included,
    step: Math.max(item.step, 1),
  };
}

/** The wanted totals, moved only as far as the plan asks. */
export function fitQuantities(plan: Plan, wanted: Quantities): Quantities {
  const fitted: Quantities = {};
  for (const item of plan.items) {
    const total = wanted[item.item] ?? 0;
    fitted[item.item] = Math.min(Math.max(total, floorOf(item)), Math.max(item.max, floorOf(item)));
  }
  return fitted;
}

export function choosablePlans(offer: Offer): Plan[] {
  return offer.plans.filter((plan) => !plan.contact_only && !plan.free);
}

function cycleFor(plan: Plan, wanted: Cycle): Cycle {
  return plan.cycles.includes(wanted) ? wanted : (plan.cycles[0] ?? wanted);
}

/** Another plan: totals stay when they fit, and the cycle when the plan is sold by it. */
export function withPlan(order: Order, plan: Plan): Order {
  return {
    plan: plan.code,
    cycle: cycleFor(plan, order.cycle),
    quantities: fitQuantities(plan, order.quantities),
  };
}

/** Where an order starts: the kept draft, else what the customer has, else the offer's defaults. */
export function startOrder(
  offer: Offer,
  subscription: Subscription,
  draft: Wanted | null,
): Order | undefined {
  const plans = choosablePlans(offer);
  const had = isBought(subscription, offer) ? subscription : undefined;
  const code = draft?.plan ?? had?.plan;
  const plan = plans.find((known) => known.code === code) ?? (had ? undefined : plans[0]);
  // Whoever has a plan that only staff manage changes nothing here.
  if (!plan) return undefined;
  const cycle = draft?.cycle ?? had?.cycle ?? offer.default_cycle;
  return {
    plan: plan.code,
    cycle: cycleFor(plan, cycle),
    quantities: fitQuantities(plan, draft?.quantities ?? had?.quantities ?? {}),
  };
}

/** Items of a plan that a person can add to. */
export function addableItems(plan: Plan, offer: Offer): { part: PlanItem; item: Item }[] {
  return plan.items.flatMap((part) => {
    const item = offer.items.find((known) => known.code === part.item);
    const bounds = extraBounds(part);
    return item && bounds.max > bounds.min ? [{ part, item }] : [];
  });
}
