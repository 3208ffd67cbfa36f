import type { Subscription } from '../../api/types';

type State = Subscription['state'];

/** Whether this is, or was, paid for: the page then shows what one has rather than how to buy. */
export function isBought(state: State): boolean {
  return ['active', 'ending', 'past_due', 'paused'].includes(state);
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
