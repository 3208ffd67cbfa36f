import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, upload } from '../../api/client';
import type { ListReport, PeopleList, Seat, SeatList, Subscription } from '../../api/types';
import { usePortal } from './PortalContext';
import { canBeShared, useForgetPeople } from './people';
import { useScope } from './queries';
import { isChangeable } from './subscriptionState';
import { useDraft } from './useDraft';

/** How many lines go to the service at once. */
const linesPerCall = 1000;
const seatsPerCall = 1000;

export type FileKind = 'csv' | 'xlsx';

/** Somebody to put on the list, as far as they were written down. */
export interface WrittenPerson {
  email: string;
  first_name?: string;
  last_name?: string;
  position?: string;
}

/**
 * Whether people are put on a list first, which is validated with the rest: where everything about the subscription
 * is arranged on one page and confirmed there. Elsewhere a seat is given at once.
 */
export function useKeepsList(subscription: Subscription | undefined): boolean {
  const { offer, session, may } = usePortal();
  return (
    offer.layout.preset === 'configurator' &&
    session.kind === 'member' &&
    may('manage_members') &&
    may('change_quantities') &&
    subscription !== undefined &&
    isChangeable(subscription, offer) &&
    canBeShared(subscription, offer)
  );
}

const keyOfList = (id: string) => ['people-list', id];

/** The signed-in member's list: who is to get a seat. */
export function usePeopleList(enabled = true) {
  const { id } = useScope();
  return useQuery({
    queryKey: keyOfList(id),
    enabled,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/people-list', { params: { path: { id } }, signal })),
  });
}

/** Everybody with a seat, however many; the first thousand are shown while the others are read. */
export function useAllSeats() {
  const { id, language } = useScope();
  const client = useQueryClient();
  const queryKey = ['seats', id, language, 'all'];
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const seats: Seat[] = [];
      for (;;) {
        const query = { offset: seats.length, limit: seatsPerCall };
        const part: SeatList = await body(
          api.GET('/v1/customers/{id}/seats', { params: { path: { id }, query }, signal }),
        );
        seats.push(...part.data);
        const all = { ...part, data: seats };
        if (part.data.length === 0 || seats.length >= part.total) return all;
        if (client.getQueryData(queryKey) === undefined)
          client.setQueryData(queryKey, { ...all, data: [...seats] });
      }
    },
  });
}

/** What the list changed is read anew: itself, the draft that follows it, and what that costs. */
function forgetList(client: QueryClient, id: string): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries({ queryKey: keyOfList(id) }),
    client.invalidateQueries({ queryKey: ['draft', id] }),
  ]);
}

/** The draft's number follows the list, so what was edited before is saved before. */
function useListWrite<In, Out>(write: (id: string, input: In) => Promise<Out>) {
  const { id } = useScope();
  const client = useQueryClient();
  const { settle } = useDraft();
  return useMutation({
    mutationFn: async (input: In) => {
      await settle();
      return write(id, input);
    },
    onSettled: () => forgetList(client, id),
  });
}

async function addLines(
  id: string,
  people: WrittenPerson[],
  onProgress?: (at: number) => void,
): Promise<Pick<ListReport, 'accepted' | 'rejected'>> {
  const all: Pick<ListReport, 'accepted' | 'rejected'> = { accepted: 0, rejected: [] };
  for (let at = 0; at < people.length; at += linesPerCall) {
    onProgress?.(at);
    const report = await body(
      api.POST('/v1/customers/{id}/people-list', {
        params: { path: { id } },
        body: { people: people.slice(at, at + linesPerCall) },
      }),
    );
    all.accepted += report.accepted;
    all.rejected.push(...report.rejected.map((one) => ({ ...one, line: one.line + at })));
  }
  return all;
}

interface Lines {
  people: WrittenPerson[];
  onProgress?: (at: number) => void;
}

export function useAddToList() {
  return useListWrite((id, { people, onProgress }: Lines) => addLines(id, people, onProgress));
}

export function useTakeOffList() {
  return useListWrite((id, email: string) =>
    body(
      api.DELETE('/v1/customers/{id}/people-list/person', {
        params: { path: { id }, query: { email } },
      }),
    ),
  );
}

export function useDiscardList() {
  return useListWrite(async (id, _nothing: undefined) => {
    await body(api.DELETE('/v1/customers/{id}/people-list', { params: { path: { id } } }));
  });
}

const importOf = (id: string) => `/v1/customers/${encodeURIComponent(id)}/people-list/import`;

interface Checked {
  file: File;
  onProgress: (part: number) => void;
  signal: AbortSignal;
}

/** What would become of the people in a file; nothing is kept. */
export function useCheckFile() {
  const { id } = useScope();
  return useMutation({
    mutationFn: async ({ file, onProgress, signal }: Checked): Promise<ListReport> =>
      JSON.parse(await (await upload(importOf(id), file, { onProgress, signal })).text()),
  });
}

/** Puts the people of a file on the list who can be. */
export function useImportFile() {
  return useListWrite(
    async (id, file: File): Promise<ListReport> =>
      JSON.parse(await (await upload(`${importOf(id)}?keep=true`, file)).text()),
  );
}

/** The lines of a file that were not accepted, with why, to be corrected. */
export function useRejectedFile() {
  const { id } = useScope();
  return useMutation({
    mutationFn: async ({ file, kind }: { file: File; kind: FileKind }) =>
      save(
        await upload(`${importOf(id)}?format=${kind}`, file),
        `${stem(file.name)}-rejected.${kind}`,
      ),
  });
}

export function useTemplate() {
  const { id } = useScope();
  const { label } = usePortal();
  return useMutation({
    mutationFn: async (format: FileKind) => {
      const { data, error, response } = await api.GET(
        '/v1/customers/{id}/people-list/template',
        // The template is in the reader's language, so it is asked for rather than linked to.
        { params: { path: { id }, query: { format } }, parseAs: 'blob' },
      );
      const file = await body(Promise.resolve({ data, error, response }));
      save(file as unknown as Blob, `${label('users').toLowerCase()}.${format}`);
    },
  });
}

const stem = (name: string) => name.replace(/\.[^.]*$/, '');

/** Gives a file to the browser as a download. */
function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Browsers read it after the click; it is theirs by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Gives the people on the list the seats that are paid for and free. */
export function useApplyList() {
  const { id } = useScope();
  const forget = useForgetPeople();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      body(api.POST('/v1/customers/{id}/people-list/apply', { params: { path: { id } } })),
    onSettled: () => Promise.all([forget(), forgetList(client, id)]),
  });
}

/** How many people the subscription is to have: those who have a seat and those on the list. */
export function peopleOf(list: PeopleList | undefined): number {
  return list ? list.taken + list.total : 0;
}
