import type { ReactNode } from 'react';
import type { SeatCount } from '../../api/types';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';

interface InvitedSeatsProps {
  count: Pick<SeatCount, 'invited' | 'waiting'>;
}

/** How many of the seats wait for somebody who was invited, and how many who were invited wait for a seat. */
export function InvitedSeats({ count: { invited, waiting } }: InvitedSeatsProps) {
  const { linked } = useTexts();
  if (invited === 0 && waiting === 0) return null;
  const toThem = (inside: string): ReactNode => <LinkTo to="/portal/members">{inside}</LinkTo>;
  return (
    <p className="small muted invited-seats">
      {invited > 0 && linked('people.invited', toThem, { count: invited })}
      {invited > 0 && waiting > 0 && ' '}
      {waiting > 0 && linked('people.waiting', toThem, { count: waiting })}
    </p>
  );
}
