import { useRef, useState } from 'react';
import { isProblem } from '../../../api/problem';
import type { SeatList } from '../../../api/types';
import { LinkTo } from '../../../kit/LinkTo';
import { Segmented } from '../../../kit/Segmented';
import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { InvitationCodeCard } from '../../parts/InvitationCodeCard';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { SeatCounts } from '../../parts/SeatCounts';
import { BuyMore } from '../../parts/SeatProblem';
import { WhoMay } from '../../parts/WhoMay';
import { usePortal } from '../../state/PortalContext';
import { useSeats } from '../../state/people';
import { AddPerson } from './AddPerson';
import { PastePeople } from './PastePeople';
import { SeatHolders } from './SeatHolders';

type Way = 'one' | 'several';

/** The people who sit on the seats that are paid for. Nothing here changes how many those are. */
export function UsersPage() {
  const { t } = useTexts();
  const { label, may } = usePortal();
  return (
    <Page
      before={
        may('view_subscription') && (
          <LinkTo to="/portal/subscription">{label('my_subscription')}</LinkTo>
        )
      }
      title={label('users')}
      lead={may('manage_members') ? t('people.lead') : undefined}
    >
      {may('manage_members') ? <Users /> : <WhoMay title={t('people.who_may')} />}
      <HelpLink screen="members" />
    </Page>
  );
}

function Users() {
  const { t } = useTexts();
  const { label } = usePortal();
  const seats = useSeats();
  if (isProblem(seats.error, 'payment_required'))
    return (
      <section className="card empty stack">
        <p>{seats.error.message}</p>
        <p>
          <LinkTo look="primary" to="/portal/subscription">
            {label('my_subscription')}
          </LinkTo>
        </p>
      </section>
    );
  return (
    <Loaded query={seats} lines={6}>
      {(list) =>
        list.counts.length === 0 ? (
          <p className="card empty">{t('people.no_named_seats')}</p>
        ) : (
          <Seats counts={list.counts} />
        )
      }
    </Loaded>
  );
}

function Seats({ counts }: { counts: SeatList['counts'] }) {
  const { t } = useTexts();
  const [way, setWay] = useState<Way>('one');
  const list = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <section className="card row wrap between" aria-label={t('people.seats')}>
        <SeatCounts counts={counts} />
        <BuyMore />
      </section>
      <section className="card stack" aria-labelledby="add-people">
        <div className="row wrap between">
          <h2 id="add-people">{t('people.add_title')}</h2>
          <Segmented<Way>
            legend={t('people.add_title')}
            value={way}
            choices={[
              { value: 'one', text: t('people.add_one') },
              { value: 'several', text: t('people.add_several') },
            ]}
            onPick={setWay}
          />
        </div>
        {way === 'one' ? <AddPerson counts={counts} /> : <PastePeople counts={counts} />}
      </section>
      <SeatHolders heading={list} kinds={counts} />
      <InvitationCodeCard />
    </>
  );
}
