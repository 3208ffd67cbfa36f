import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/schema';

export type AccountBalance = components['schemas']['AccountBalance'];

/** Days, both in it; what is left open is the year until today, which the service knows. */
export interface LedgerRange {
  from: string;
  to: string;
}

const isDay = /^\d{4}-\d{2}-\d{2}$/;

/** Of the query of an address; what is no day is left open. */
export function ledgerRangeFrom(query: string): LedgerRange {
  const given = new URLSearchParams(query);
  const day = (name: string) => {
    const text = given.get(name) ?? '';
    return isDay.test(text) ? text : '';
  };
  return { from: day('from'), to: day('to') };
}

export function ledgerPath(range: LedgerRange): string {
  const query = new URLSearchParams(asked(range)).toString();
  return `/desk/ledger${query ? `?${query}` : ''}`;
}

function asked(range: LedgerRange): Partial<LedgerRange> {
  return Object.fromEntries(Object.entries(range).filter(([, day]) => day !== ''));
}

export function useTrialBalance(range: LedgerRange, language: string) {
  return useQuery({
    queryKey: ['ledger', 'balance', range, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/ledger/balance', { params: { query: asked(range) }, signal })),
  });
}

export function useTaxes(range: LedgerRange, language: string) {
  return useQuery({
    queryKey: ['ledger', 'taxes', range, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/ledger/taxes', { params: { query: asked(range) }, signal })),
  });
}

/** What is owed on the last day of the range. */
export function useReceivables({ to }: LedgerRange, language: string) {
  return useInfiniteQuery({
    queryKey: ['ledger', 'receivables', to, language],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/ledger/receivables', {
          params: {
            query: { limit: 50, ...(to && { on: to }), ...(pageParam && { after: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

/** Twelve months from the first day of the range. */
export function useRevenue({ from }: LedgerRange, language: string) {
  return useQuery({
    queryKey: ['ledger', 'revenue', from, language],
    queryFn: ({ signal }) =>
      body(
        api.GET('/v1/ledger/revenue', {
          params: { query: { months: 12, ...(from && { from }) } },
          signal,
        }),
      ),
  });
}

export type JournalFormat = 'csv' | 'fec';

/** Takes the pages of a journal away as one file. */
export function useJournalFile(range: LedgerRange) {
  return useMutation({
    mutationFn: async (format: JournalFormat) => {
      const pages: string[] = [];
      let after = '';
      do {
        const reply = await api.GET('/v1/ledger/journal', {
          params: { query: { ...asked(range), format, ...(after && { after }) } },
          parseAs: 'text',
        });
        if (reply.response.status !== 200 || reply.data)
          pages.push(await body(Promise.resolve(reply)));
        after = reply.response.headers.get('Settle-Next') ?? '';
      } while (after);
      save(pages, format === 'fec' ? 'fec.txt' : 'journal.csv');
    },
  });
}

function save(pages: string[], name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob(pages, { type: 'text/plain;charset=utf-8' }));
  link.download = name;
  link.click();
  // Browsers read it after the click; it is theirs by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
