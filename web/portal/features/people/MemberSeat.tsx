import { useState } from 'react';
import type { MemberDetails } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { SeatFacts } from '../../parts/SeatFacts';
import { SeatKind, seatKindOf } from '../../parts/SeatKind';
import { BuyMore, SeatProblem } from '../../parts/SeatProblem';
import { useSeatRelease } from '../../parts/useSeatRelease';
import { usePortal } from '../../state/PortalContext';
import { useAssignSeat, useSeats } from '../../state/people';
import { useIntent } from '../../state/useIntent';

interface MemberSeatProps {
  details: MemberDetails;
}

/** Adds the member to the subscription where a seat is free, and otherwise says why not. */
export function MemberSeat({ details }: MemberSeatProps) {
  const { t } = useTexts();
  const { label } = usePortal();
  const say = useToast();
  const assign = useAssignSeat();
  const intent = useIntent();
  const { take, busy, error } = useSeatRelease();
  const counts = useSeats().data?.counts ?? [];
  const [kind, setKind] = useState('');
  const { member, seats, can_be_seated: can, why_not: why, why_not_code: code } = details;
  const name = member.name || member.email;
  const add = () =>
    assign.mutate(
      {
        wish: { ...seatKindOf(counts, kind), member: member.id, source: 'member_page' },
        intent: intent.key(),
      },
      {
        onSettled: (_seat, problem) => intent.settle(problem),
        onSuccess: () => say(t('people.added', { name })),
      },
    );
  return (
    <section className="card stack" aria-labelledby="seat">
      <h2 id="seat">{label('subscription')}</h2>
      <SeatFacts details={details} />
      {Boolean(error) && <SeatProblem error={error} />}
      {assign.error && <SeatProblem error={assign.error} />}
      {seats.length > 0 ? (
        <div className="row wrap gap-s">
          {seats.map((seat) => (
            <Button
              key={seat.id}
              id="release-seat"
              busy={busy === seat.id}
              onClick={() => take(seat, { id: member.id, name })}
            >
              {t('seat.take_back')}
            </Button>
          ))}
        </div>
      ) : (
        <>
          {can && <SeatKind counts={counts} value={kind} onPick={setKind} />}
          <div className="row wrap gap-s">
            <Button
              id="add-to-subscription"
              look="primary"
              disabled={!can}
              busy={assign.isPending}
              aria-describedby={why ? 'why-no-seat' : undefined}
              onClick={add}
            >
              {label('add_to_my_subscription')}
            </Button>
            {code === 'no_seat' && <BuyMore />}
          </div>
          {why && (
            <p id="why-no-seat" className="muted">
              {why}
            </p>
          )}
        </>
      )}
    </section>
  );
}
