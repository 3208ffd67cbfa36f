/** What is looked for among customers, as the address bar keeps it. */
export interface CustomerSearch {
  search: string;
  state: string;
  plan: string;
}

export const subscriptionStates = [
  'active',
  'trialing',
  'past_due',
  'paused',
  'ending',
  'trial_ended',
  'ended',
  'none',
] as const;

/** Of the query of an address; what is no state is none. */
export function searchFrom(query: string): CustomerSearch {
  const given = new URLSearchParams(query);
  const state = given.get('state') ?? '';
  return {
    search: (given.get('search') ?? '').slice(0, 100),
    state: subscriptionStates.some((known) => known === state) ? state : '',
    plan: given.get('plan') ?? '',
  };
}

/** The address of a search, without what is left open. */
export function searchPath(wish: CustomerSearch): string {
  const kept = Object.entries(wish).filter(([, value]) => value !== '');
  const query = new URLSearchParams(kept).toString();
  return `/desk/customers${query ? `?${query}` : ''}`;
}
