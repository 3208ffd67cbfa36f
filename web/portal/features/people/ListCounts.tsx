import type { PeopleList, SeatCount } from '../../../api/types';
import { useTexts } from '../../../text/Texts';
import { InvitedSeats } from '../../parts/InvitedSeats';
import { usePortal } from '../../state/PortalContext';

interface ListCountsProps {
  list: PeopleList;
  /** How many seats there are to be. */
  number: number;
  /** Of the kind of seat that the list is about, once it is known. */
  seats: SeatCount | undefined;
}

/** The seats that are paid for, and what they are to be: those who have one, those to come, and what is free. */
export function ListCounts({ list, number, seats }: ListCountsProps) {
  const { t, count } = useTexts();
  const { itemName, label } = usePortal();
  const { paid, taken, total: coming } = list;
  const free = Math.max(0, number - taken - coming);
  const facts = [
    ['taken', t('list.count_taken', { count: taken }), taken],
    ['coming', t('list.count_coming', { count: coming }), coming],
    ['free', t('list.count_free', { count: free }), free],
  ] as const;
  return (
    <section id="seat-counts" className="card stack gap-s" aria-label={t('people.seats')}>
      <div className="row wrap between">
        <p className="seat-taken">
          <strong id="number" className="numbers">
            {t('list.number', { count: count(number), name: itemName(list.seat, number) })}
          </strong>
        </p>
        <span className="row wrap gap-s">
          <span className="muted">
            {number === paid ? t('list.all_paid') : t('list.paid_today', { paid })}
          </span>
          {coming > 0 && (
            <a id="to-summary" className="link" href="#summary-title">
              {label('summary')}
            </a>
          )}
        </span>
      </div>
      <dl className="seat-sum">
        {facts.map(([name, text, value]) => (
          <div key={name} className={`seat-part ${name}`}>
            <dt>{text}</dt>
            <dd className="numbers">{count(value)}</dd>
          </div>
        ))}
      </dl>
      {seats && <InvitedSeats count={seats} />}
    </section>
  );
}
