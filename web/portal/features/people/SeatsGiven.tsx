import { useRef, useState } from 'react';
import type { SeatList } from '../../../api/types';
import { Segmented } from '../../../kit/Segmented';
import { useTexts } from '../../../text/Texts';
import { InvitationCodeCard } from '../../parts/InvitationCodeCard';
import { SeatCounts } from '../../parts/SeatCounts';
import { BuyMore } from '../../parts/SeatProblem';
import { AddPerson } from './AddPerson';
import { SeatHolders } from './SeatHolders';
import { SeatPasted } from './SeatPasted';

type Way = 'one' | 'several';

interface SeatsGivenProps {
  counts: SeatList['counts'];
}

/** The people who sit on the seats that are paid for. Nothing here changes how many those are. */
export function SeatsGiven({ counts }: SeatsGivenProps) {
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
        {way === 'one' ? <AddPerson counts={counts} /> : <SeatPasted counts={counts} />}
      </section>
      <SeatHolders heading={list} kinds={counts} />
      <InvitationCodeCard />
    </>
  );
}
