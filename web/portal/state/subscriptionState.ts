import type { Offer, Subscription } from '../../api/types';

type State = Subscription['state'];

/**
 * Whether something is paid for: the page then shows what one has rather than how to buy. A free plan is
 * in force without having been bought.
 */
export function isBought(subscription: Subscription, offer: Offer): boolean {
  const plan = offer.plans.find((known) => known.code === subscription.plan);
  return ['active', 'ending', 'past_due', 'paused'].includes(subscription.state) && !plan?.free;
}

/** Whether there is something to change now: what is owed is paid first, and a pause is over first. */
export function isChangeable(subscription: Subscription, offer: Offer): boolean {
  return isBought(subscription, offer) && !['past_due', 'paused'].includes(subscription.state);
}

export function stateTone(state: State): 'good' | 'info' | 'warning' | 'bad' | 'neutral' {
  switch (state) {
    case 'active':
      return 'good';
    case 'trialing':
      return 'info';
    case 'ending':
    case 'paused':
    case 'incomplete':
      return 'warning';
    case 'past_due':
    case 'trial_ended':
      return 'bad';
    default:
      return 'neutral';
  }
}
