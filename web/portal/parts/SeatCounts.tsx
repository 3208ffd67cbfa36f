import type { SeatList } from '../../api/types';
import { useTexts } from '../../text/Texts';
import { InvitedSeats } from './InvitedSeats';

interface SeatCountsProps {
  counts: SeatList['counts'];
}

/** How many of each kind of seat are taken, of how many that are paid for, how many are free, and for whom they wait. */
export function SeatCounts({ counts }: SeatCountsProps) {
  const { t, count } = useTexts();
  return (
    <ul className="plain-list">
      {counts.map(({ seat, name, paid, taken, free, invited, waiting }) => (
        <li key={seat} className="seat-count">
          <p>
            <strong className="numbers seat-taken">
              {t('people.count', { taken: count(taken), paid: count(paid), name })}
            </strong>
            <span className="muted">{t('people.free', { free })}</span>
          </p>
          <meter
            className="count-meter"
            min={0}
            max={Math.max(paid, 1)}
            value={Math.min(taken, Math.max(paid, 1))}
            aria-label={t('counts.meter', { name })}
          />
          <InvitedSeats count={{ invited, waiting }} />
        </li>
      ))}
    </ul>
  );
}
