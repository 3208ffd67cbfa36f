import { useMutation, useQuery } from '@tanstack/react-query';
import { api, body, newIntent } from '../../api/client';
import type { Invitation, NewInvitation, SeatList } from '../../api/types';
import { useForgetPeople } from './people';
import { useScope } from './queries';

/** Everybody who was invited by mail; for who may manage members. */
export function useInvitations() {
  const { id } = useScope();
  return useQuery({
    queryKey: ['invitations', id],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}/invitations', { params: { path: { id } }, signal })),
  });
}

export type OpenInvitation = Invitation & { state: 'pending' | 'expired' };

/** Those who have not come and may still be asked; whoever came is a member like the others. */
export function openOnes(invitations: readonly Invitation[]): OpenInvitation[] {
  return invitations.filter(
    (one): one is OpenInvitation => one.state === 'pending' || one.state === 'expired',
  );
}

/** The kind of seat to begin with: the first, where whoever is invited can have one. */
export function firstSeat(counts: SeatList['counts'], isHeld: boolean): string {
  return counts.find(({ paid, free }) => (isHeld ? free > 0 : paid > 0))?.seat ?? '';
}

/** Writes to one person; the same intent again sends nothing twice. */
export function invite(id: string, wish: NewInvitation, intent: string) {
  return body(
    api.POST('/v1/customers/{id}/invitations', {
      params: { path: { id }, header: { 'Idempotency-Key': intent } },
      body: wish,
    }),
  );
}

export function useInvite() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: ({ wish, intent }: { wish: NewInvitation; intent: string }) =>
      invite(id, wish, intent),
    onSuccess: () => forget(),
  });
}

/** Whatever came of it, what is shown then holds: they may have come meanwhile. */
export function useResendInvitation() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: ({ id: invitation }: Invitation) =>
      body(
        api.POST('/v1/customers/{id}/invitations/{invitation}/resend', {
          params: { path: { id, invitation }, header: { 'Idempotency-Key': newIntent() } },
        }),
      ),
    onSettled: () => forget(),
  });
}

export function useCancelInvitation() {
  const { id } = useScope();
  const forget = useForgetPeople();
  return useMutation({
    mutationFn: ({ id: invitation }: Invitation) =>
      body(
        api.DELETE('/v1/customers/{id}/invitations/{invitation}', {
          params: { path: { id, invitation } },
        }),
      ),
    onSettled: () => forget(),
  });
}
