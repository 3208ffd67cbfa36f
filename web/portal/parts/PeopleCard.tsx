import type { Subscription } from '../../api/types';
import { LinkTo } from '../../kit/LinkTo';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { canBeShared, useSeats } from '../state/people';
import { Loaded } from './Loaded';
import { SeatCounts } from './SeatCounts';

interface PeopleCardProps {
  subscription: Subscription;
  /** Where the counts are on the page already. */
  isBesideCounts?: boolean;
  /** How many are on the list of who is to get a seat. */
  coming?: number;
}

/** Whether this member gives out seats here: who may, once they are paid for. */
export function useSharesSeats(subscription: Subscription): boolean {
  const { offer, may } = usePortal();
  return may('manage_members') && canBeShared(subscription, offer);
}

/** How many seats are taken, and the way to the list of who sits on them. */
export function PeopleCard({ subscription, isBesideCounts, coming }: PeopleCardProps) {
  const { t } = useTexts();
  const { label } = usePortal();
  const shared = useSharesSeats(subscription);
  if (!shared) return null;
  const text = <p className="muted small">{t('people.card_text')}</p>;
  const link = (
    <LinkTo id="list-of-users" look="secondary" icon="customers" to="/portal/users">
      {label('list_of_users')}
    </LinkTo>
  );
  if (isBesideCounts)
    return (
      <section id="people" className="card row wrap between" aria-labelledby="people-title">
        <div className="stack gap-s people-words">
          <h2 id="people-title">{label('users')}</h2>
          {text}
        </div>
        {link}
      </section>
    );
  return (
    <section id="people" className="card stack" aria-labelledby="people-title">
      <h2 id="people-title">{label('users')}</h2>
      <Taken />
      {coming ? <p id="coming">{t('list.coming', { count: coming })}</p> : null}
      {coming === undefined ? text : <p className="muted small">{t('list.card_text')}</p>}
      <div>{link}</div>
    </section>
  );
}

function Taken() {
  return (
    <Loaded query={useSeats()} lines={2}>
      {({ counts }) => <SeatCounts counts={counts} />}
    </Loaded>
  );
}
