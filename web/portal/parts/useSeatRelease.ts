import { useState } from 'react';
import type { HeldSeat } from '../../api/types';
import { useToast } from '../../kit/Toast';
import { useTexts } from '../../text/Texts';
import { useAssignSeat, useReleaseSeat } from '../state/people';

/** Takes a seat back and offers to give it to the same person again, which works while one is free. */
export function useSeatRelease() {
  const { t } = useTexts();
  const say = useToast();
  const release = useReleaseSeat();
  const assign = useAssignSeat();
  const [error, setError] = useState<unknown>();
  return {
    error,
    /** The seat that is being taken back. */
    busy: release.isPending ? release.variables : undefined,
    take: (seat: HeldSeat, member: { id: string; name: string }, then?: () => void) => {
      setError(undefined);
      const undo = () =>
        assign.mutate(
          { wish: { member: member.id, seat: seat.seat } },
          {
            onSuccess: () => say(t('people.given_back', { name: member.name })),
            onError: setError,
          },
        );
      release.mutate(seat.id, {
        onSuccess: () => {
          say(t('people.removed', { name: member.name }), { text: t('people.undo'), run: undo });
          then?.();
        },
        onError: setError,
      });
    },
  };
}
