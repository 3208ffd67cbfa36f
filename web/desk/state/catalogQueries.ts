import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { ApiProblem } from '../../api/problem';
import type { components } from '../../api/schema';

type Schemas = components['schemas'];
export type CatalogVersion = Schemas['CatalogVersion'];
export type WrittenVersion = Schemas['WrittenCatalogVersion'];
export type CatalogDocument = Schemas['CatalogDocument'];
export type Movement = Schemas['CatalogMovement'];

const all = ['catalog'];
const one = (id: string) => [...all, 'version', id];

export function useCatalogVersions() {
  return useInfiniteQuery({
    queryKey: [...all, 'versions'],
    initialPageParam: '',
    queryFn: ({ signal, pageParam }) =>
      body(
        api.GET('/v1/catalog-versions', {
          params: { query: { limit: 25, ...(pageParam && { after: pageParam }) } },
          signal,
        }),
      ),
    getNextPageParam: (page) => page.next || undefined,
  });
}

export function useCatalogVersion(id: string) {
  return useQuery({
    queryKey: one(id),
    queryFn: ({ signal }) =>
      body(
        api.GET('/v1/catalog-versions/{version}', { params: { path: { version: id } }, signal }),
      ),
  });
}

/** What a version changes; asked for again whenever its text has been kept. */
export function useDifferences(version: WrittenVersion) {
  return useQuery({
    queryKey: [...all, 'differences', version.id, version.revision],
    enabled: version.mistakes.length === 0,
    queryFn: ({ signal }) =>
      body(
        api.GET('/v1/catalog-versions/{version}/differences', {
          params: { path: { version: version.id } },
          signal,
        }),
      ),
  });
}

export function useBeginDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ title, of, intent }: { title: string; of?: string; intent: string }) =>
      body(
        api.POST('/v1/catalog-versions', {
          params: { header: { 'Idempotency-Key': intent } },
          body: { title, ...(of && { of }) },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: all }),
  });
}

interface Saving {
  version: WrittenVersion;
  title: string;
  documents: CatalogDocument[];
}

/** Refused because somebody else saved meanwhile, theirs is read, so that both can be looked at. */
export function useSaveDraft() {
  const keep = useKeep();
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ version, title, documents }: Saving) =>
      body(
        api.PUT('/v1/catalog-versions/{version}', {
          params: addressed(version),
          body: { title, documents },
        }),
      ),
    onSuccess: keep,
    onError: (error, { version }) => {
      if (error instanceof ApiProblem && error.code === 'version_stale')
        return client.invalidateQueries({ queryKey: one(version.id) });
      return undefined;
    },
  });
}

interface Publishing {
  version: WrittenVersion;
  from: string;
  movement: Movement;
}

export function usePublish() {
  const keep = useKeep();
  return useMutation({
    mutationFn: ({ version, from, movement }: Publishing) =>
      body(
        api.POST('/v1/catalog-versions/{version}/publish', {
          params: addressed(version),
          body: { movement, ...(from && { from }) },
        }),
      ),
    onSuccess: keep,
  });
}

export function useRetire() {
  const keep = useKeep();
  return useMutation({
    mutationFn: (version: WrittenVersion) =>
      body(api.POST('/v1/catalog-versions/{version}/retire', { params: addressed(version) })),
    onSuccess: keep,
  });
}

function addressed(version: WrittenVersion) {
  return {
    path: { version: version.id },
    header: { 'If-Match': `"${version.revision}"` },
  };
}

// The answer is what there is now; the list is asked for again.
function useKeep() {
  const client = useQueryClient();
  return (version: WrittenVersion) => {
    client.setQueryData(one(version.id), version);
    return client.invalidateQueries({ queryKey: [...all, 'versions'] });
  };
}
