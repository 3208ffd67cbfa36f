import { useRef, useState } from 'react';
import type { PeopleList, Subscription, Wanted } from '../../api/types';
import { LinkTo } from '../../kit/LinkTo';
import { Segmented } from '../../kit/Segmented';
import { useTexts } from '../../text/Texts';
import { ImportFile } from '../features/people/ImportFile';
import { ListCounts } from '../features/people/ListCounts';
import { ListPasted } from '../features/people/ListPasted';
import { ListPerson } from '../features/people/ListPerson';
import { UserList } from '../features/people/UserList';
import { InvitationCodeCard } from '../parts/InvitationCodeCard';
import { Loaded } from '../parts/Loaded';
import { usePortal } from '../state/PortalContext';
import { useAllSeats, usePeopleList } from '../state/peopleList';
import { useDraft } from '../state/useDraft';
import { Done, Modifications } from './Modifications';
import { useModifications } from './useModifications';

type Way = 'one' | 'several' | 'file';

interface ListedUsersProps {
  subscription: Subscription;
}

/** The list of users as it is and as it is to be; it holds once the modifications are validated. */
export function ListedUsers({ subscription }: ListedUsersProps) {
  const draft = useDraft();
  const list = usePeopleList();
  const ready = draft.draft && list.data ? { draft: draft.draft, list: list.data } : undefined;
  const refetch = () => Promise.all([draft.refetch(), list.refetch()]);
  return (
    <Loaded query={{ data: ready, error: list.error ?? draft.error, refetch }} lines={6}>
      {({ draft: kept, list: people }) => (
        <List
          subscription={subscription}
          list={people}
          kept={kept.set}
          keptMethod={kept.method}
          draft={draft}
        />
      )}
    </Loaded>
  );
}

interface ListProps extends ListedUsersProps {
  list: PeopleList;
  kept: Wanted | null;
  keptMethod: string;
  draft: ReturnType<typeof useDraft>;
}

function List({ subscription, list, kept, keptMethod, draft }: ListProps) {
  const { t } = useTexts();
  const { label } = usePortal();
  const made = useModifications({ subscription, kept, draft, list });
  const seats = useAllSeats();
  const heading = useRef<HTMLHeadingElement>(null);
  const number = made.order?.quantities[list.seat] ?? list.number;
  return (
    <>
      <Done done={made.done} coming={made.coming} />
      <ListCounts
        list={list}
        number={number}
        seats={seats.data?.counts.find(({ seat }) => seat === list.seat)}
      />
      <div className="stack gap-l" inert={made.busy}>
        <Adding wish={made.wish ?? {}} seat={list.seat} />
        <Loaded query={seats} lines={4}>
          {({ data, total }) => (
            <UserList heading={heading} seats={data} taken={total} listed={list.data} />
          )}
        </Loaded>
      </div>
      <div className="list-end">
        <Modifications
          made={made}
          subscription={subscription}
          keptMethod={keptMethod}
          text={label('validate_modifications')}
          idle={<p className="muted">{t('list.nothing_to_validate')}</p>}
        />
        <div className="stack">
          <InvitationCodeCard />
          <p>
            <LinkTo look="secondary" icon="back" to="/portal/subscription">
              {label('my_subscription')}
            </LinkTo>
          </p>
        </div>
      </div>
    </>
  );
}

interface AddingProps {
  wish: Wanted;
  seat: string;
}

function Adding({ wish, seat }: AddingProps) {
  const { t } = useTexts();
  const { label } = usePortal();
  const [way, setWay] = useState<Way>('one');
  return (
    <section className="card stack" aria-labelledby="add-people">
      <div className="row wrap between">
        <h2 id="add-people">{t('people.add_title')}</h2>
        <Segmented<Way>
          legend={t('people.add_title')}
          value={way}
          choices={[
            { value: 'one', text: t('people.add_one') },
            { value: 'several', text: t('people.add_several') },
            { value: 'file', text: label('import_file') },
          ]}
          onPick={setWay}
        />
      </div>
      {way === 'one' && <ListPerson />}
      {way === 'several' && <ListPasted />}
      {way === 'file' && <ImportFile wish={wish} seat={seat} />}
    </section>
  );
}
