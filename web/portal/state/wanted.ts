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

/** One thing of an order that differs from what the customer has. */
export interface Part {
  part: 'plan' | 'cycle' | 'quantity';
  item?: string;
}

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

/** Whether no plan above this one can be chosen; plans are listed from the smallest to the largest. */
export function isTopPlan(offer: Offer, code: string | null): boolean {
  return choosablePlans(offer).at(-1)?.code === code;
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
    quantities: fitQuantities(plan, { ...had?.quantities, ...draft?.quantities }),
  };
}

/**
 * What to ask the service for. Of a subscription only what differs is asked: what somebody else changes
 * meanwhile, or what is planned for later, is then left alone.
 */
export function wishOf(order: Order, subscription: Subscription, offer: Offer): Wanted {
  if (!isBought(subscription, offer)) return { ...order };
  const wish: Wanted = {};
  if (order.plan !== subscription.plan) wish.plan = order.plan;
  if (order.cycle !== subscription.cycle) wish.cycle = order.cycle;
  const changed = Object.entries(order.quantities).filter(
    ([item, count]) => count !== (subscription.quantities[item] ?? 0),
  );
  if (changed.length > 0) wish.quantities = Object.fromEntries(changed);
  return wish;
}

/** The order with no fewer of anything than `least`, of what it has at all. */
export function atLeast(order: Order, least: Quantities): Order {
  const short = Object.entries(least).filter(
    ([item, count]) => item in order.quantities && (order.quantities[item] ?? 0) < count,
  );
  if (short.length === 0) return order;
  return { ...order, quantities: { ...order.quantities, ...Object.fromEntries(short) } };
}

export function isEmpty(wish: Wanted): boolean {
  return Object.keys(wish).length === 0;
}

/** The order with one part as the customer has it. */
export function withoutPart(order: Order, part: Part, offer: Offer, had: Subscription): Order {
  if (part.part === 'cycle') return { ...order, cycle: had.cycle ?? order.cycle };
  if (part.part === 'quantity' && part.item) {
    return {
      ...order,
      quantities: { ...order.quantities, [part.item]: had.quantities[part.item] ?? 0 },
    };
  }
  const plan = offer.plans.find((known) => known.code === had.plan);
  return plan ? withPlan(order, plan) : order;
}

/** Items of a plan that a person can add to. */
export function addableItems(plan: Plan, offer: Offer): { part: PlanItem; item: Item }[] {
  return plan.items.flatMap((part) => {
    const item = offer.items.find((known) => known.code === part.item);
    const bounds = extraBounds(part);
    return item && bounds.max > bounds.min ? [{ part, item }] : [];
  });
}
