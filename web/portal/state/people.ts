import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, body, newIntent } from '../../api/client';
import type { NewMember, NewSeat, Offer, Subscription } from '../../api/types';
import { useIsFollowing } from '../../api/useLive';
import { usePortal } from './PortalContext';
import { useScope } from './queries';
import { isBought } from './subscriptionState';

export const seatsPerPage = 25;

/** Whether people sit by name somewhere in what is sold: without that there is no list of them. */
export function hasNamedSeats(offer: Offer): boolean {
  return offer.items.some(({ kind }) => kind === 'named_seat');
}

/** Whether seats are there to be given: once they are paid for, and in a trial. */
export function canBeShared(subscription: Subscription, offer: Offer): boolean {
  const plan = offer.plans.find(({ code }) => code === subscription.plan);
  const named = offer.items.filter(({ kind }) => kind === 'named_seat').map(({ code }) => code);
  const sits = plan
    ? plan.items.some(({ item }) => named.includes(item))
    : named.some((code) => code in subscription.quantities);
  return sits && (isBought(subscription, offer) || subscription.state === 'trialing');
}

export function useSeats(search = '', offset = 0, limit = seatsPerPage) {
  const { id, language } = useScope();
  return useQuery({
    queryKey: ['seats', id, language, search, offset, limit],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      body(
        api.GET('/v1/customers/{id}/seats', {
          params: {
            path: { id },
            query: { ...(search && { search }), offset, limit },
          },
          signal,
        }),
      ),
  });
}

export function useMembers() {
  const { id } = useScope();
  return useQuery({
    queryKey: ['members', id],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/members', { params: { path: { id } }, signal })),
  });
}

export function useMember(member: string) {
  const { id, language } = useScope();
  return useQuery({
    queryKey: ['members', id, member, language],
    queryFn: ({ signal }) =>
      body(
        api.GET('/v1/customers/{id}/members/{member}', {
          params: { path: { id, member } },
          signal,
        }),
      ),
  });
}

const ofPeople = [
  'seats',
  'members',
  'invitations',
  'invitation-code',
  'subscription',
  'entitlements',
  // How many people there are decides how few seats there can be.
  'preview',
];

/** After seats or people changed: what counts or lists them is read anew, but for who is gone. */
export function useForgetPeople(): (gone?: string) => Promise<unknown> {
  const client = useQueryClient();
  return (gone) =>
    client.invalidateQueries({
      predicate: ({ queryKey: [name, , member] }) =>
        ofPeople.includes(`${name}`) && (gone === undefined || member !== gone),
    });
}

/** Gives one seat; the same intent again gives no second one. */
export function assignSeat(id: string, wish: NewSeat, intent: string) {
  return body(
    api.POST('/v1/customers/{id}/seats', {
      params: { path: { id }, header: { 'Idempotency-Key': intent } },
      body: wish,
    }),
  );
}

export function useAssignSeat() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: ({ wish, intent = newIntent() }: { wish: NewSeat; intent?: string }) =>
      assignSeat(id, wish, intent),
    onSettled: () => forget(),
  });
}

export function releaseSeat(id: string, seat: string) {
  return body(api.DELETE('/v1/customers/{id}/seats/{seat}', { params: { path: { id, seat } } }));
}

/** They give their seats up on a day to come, all of them or none. */
export function planDepartures(id: string, seats: string[], on: string) {
  return body(
    api.POST('/v1/customers/{id}/departures', { params: { path: { id } }, body: { seats, on } }),
  );
}

/** They stay after all. */
export function useKeepSeat() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: (seat: string) =>
      body(api.DELETE('/v1/customers/{id}/departures/{seat}', { params: { path: { id, seat } } })),
    onSettled: () => forget(),
  });
}

export function useReleaseSeat() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: (seat: string) => releaseSeat(id, seat),
    onSettled: () => forget(),
  });
}

/** A person with or without a seat; the same intent again makes no second one. */
export function useAddMember() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: ({ member, intent }: { member: NewMember; intent: string }) =>
      body(
        api.POST('/v1/customers/{id}/members', {
          params: { path: { id }, header: { 'Idempotency-Key': intent } },
          body: member,
        }),
      ),
    onSuccess: () => forget(),
  });
}

interface MemberEdit {
  id: string;
  person: { email: string; first_name: string; last_name: string; position: string };
}

export function useEditMember() {
  const { id } = useScope();
  const client = useQueryClient();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: ({ id: member, person }: MemberEdit) =>
      body(
        api.PUT('/v1/customers/{id}/members/{member}', {
          params: { path: { id, member } },
          body: person,
        }),
      ),
    // Whoever corrected themselves is named on every page.
    onSuccess: () => Promise.all([forget(), client.invalidateQueries({ queryKey: ['session'] })]),
  });
}

export function useRemoveMember() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: (member: string) =>
      body(api.DELETE('/v1/customers/{id}/members/{member}', { params: { path: { id, member } } })),
    onSuccess: (_nothing, member) => forget(member),
  });
}

/** Who hands over loses rights at once: whatever was read with them is not read anew here. */
export function useTransferOwnership() {
  const { id } = useScope();
  return useMutation({
    mutationFn: (member: string) =>
      body(api.PUT('/v1/customers/{id}/owner', { params: { path: { id } }, body: { member } })),
  });
}

/** The code as it stands; null when none was set yet, which is no failure. */
export function useInvitationCode(enabled = true) {
  const { id } = useScope();
  return useQuery({
    queryKey: ['invitation-code', id],
    enabled,
    queryFn: async ({ signal }) => {
      const { data, error, response } = await api.GET('/v1/customers/{id}/invitation-code', {
        params: { path: { id } },
        signal,
      });
      if (response.status === 404 && error?.code === 'invitation_code_missing') return null;
      return body(Promise.resolve({ data, error, response }));
    },
  });
}

export function useSetInvitationCode() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: ({ intent, ...wanted }: { code?: string; use_limit?: number; intent: string }) =>
      body(
        api.POST('/v1/customers/{id}/invitation-code', {
          params: { path: { id }, header: { 'Idempotency-Key': intent } },
          body: wanted,
        }),
      ),
    onSuccess: () => forget(),
  });
}

export function useSwitchInvitationCode() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: (active: boolean) =>
      body(
        api.PUT('/v1/customers/{id}/invitation-code', {
          params: { path: { id } },
          body: { is_active: active },
        }),
      ),
    onSuccess: () => forget(),
  });
}

export function useRedeemCode() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: (entry: { code: string; seat?: string }) =>
      body(
        api.POST('/v1/customers/{id}/invitation-code/redeem', {
          params: { path: { id } },
          body: entry,
        }),
      ),
    onSettled: () => forget(),
  });
}

/** What the signed-in member was told; asked again whenever the page is looked at, and in between while nobody tells. */
export function useNotifications() {
  const { id, language } = useScope();
  const { session } = usePortal();
  const isFollowing = useIsFollowing();
  return useQuery({
    queryKey: ['notifications', id, language],
    enabled: session.kind === 'member',
    refetchInterval: isFollowing ? false : 30_000,
    refetchOnWindowFocus: 'always',
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/notifications', { params: { path: { id } }, signal })),
  });
}

export function useReadNotifications() {
  const { id, language } = useScope();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (until: string) =>
      body(
        api.POST('/v1/customers/{id}/notifications', {
          params: { path: { id } },
          body: { until },
        }),
      ),
    // The list keeps showing which ones were new until it is read again.
    onSuccess: () =>
      client.setQueryData<{ data: unknown[]; unread: number }>(
        ['notifications', id, language],
        (known) => known && { ...known, unread: 0 },
      ),
  });
}
