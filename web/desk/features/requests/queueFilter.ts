import type { RequestQueueFilter } from '../../../api/types';

const names = ['state', 'type', 'assignee', 'overdue', 'search', 'sort'] as const;
type Name = (typeof names)[number];

/** What the queue shows when the address says nothing: what is open, the most urgent first. */
const usual: RequestQueueFilter = { state: 'open', sort: 'urgent' };

/** The filter that an address holds; what it leaves out is as usual. */
export function filterFrom(search: string): RequestQueueFilter {
  const params = new URLSearchParams(search);
  const read: Record<string, string> = {};
  for (const name of names) {
    const value = params.get(name);
    if (value) read[name] = value;
  }
  return withOrder({ ...usual, ...(read as RequestQueueFilter) });
}

/** The address that says it, as short as it can. */
export function addressOf(wanted: RequestQueueFilter): string {
  const filter = withOrder(wanted);
  const params = new URLSearchParams();
  for (const name of names) {
    const value = filter[name as Name];
    const isUsual = value === withOrder({ ...usual, ...filter, [name]: undefined })[name];
    if (value && !isUsual && !(name === 'overdue' && value === 'false')) params.set(name, value);
  }
  const query = params.toString();
  return query ? `/desk/requests?${query}` : '/desk/requests';
}

/** Only open requests are urgent. */
function withOrder(filter: RequestQueueFilter): RequestQueueFilter {
  const state = filter.state ?? 'open';
  const sort = state === 'open' ? (filter.sort ?? 'urgent') : 'newest';
  return { ...filter, state, sort };
}

export function sameFilter(a: RequestQueueFilter, b: RequestQueueFilter): boolean {
  return addressOf(a) === addressOf(b);
}
