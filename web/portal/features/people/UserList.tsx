import { type RefObject, useMemo, useState } from 'react';
import type { ListedPerson, Seat } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { LongTable } from '../../../kit/LongTable';
import { Select } from '../../../kit/Select';
import { TextField } from '../../../kit/TextField';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { LeavesBadge } from '../../parts/LeavesBadge';
import { SeatProblem } from '../../parts/SeatProblem';
import { useSeatRelease } from '../../parts/useSeatRelease';
import { usePortal } from '../../state/PortalContext';
import { useKeepSeat } from '../../state/people';
import { useAddToList, useTakeOffList } from '../../state/peopleList';
import {
  chosenRows,
  type Shown,
  type SortedBy,
  type UserRow,
  userRows,
} from '../../state/userRows';

interface UserListProps {
  heading: RefObject<HTMLHeadingElement | null>;
  seats: Seat[];
  /** How many have a seat; more than `seats` while these are still being read. */
  taken: number;
  listed: ListedPerson[];
}

/** Everybody with a seat and everybody who is to get one: found, narrowed, sorted, and taken off again. */
export function UserList({ heading, seats, taken, listed }: UserListProps) {
  const { t, language, count } = useTexts();
  const { label } = usePortal();
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState<Shown>('all');
  const [by, setBy] = useState<SortedBy>('added');
  const all = useMemo(() => userRows(seats, listed), [seats, listed]);
  const rows = useMemo(
    () => chosenRows(all, { search, shown, by, language }),
    [all, search, shown, by, language],
  );
  const { remove, busy, error } = useRemoval(() => heading.current?.focus());
  const keep = useKeepSeat();
  const isPartial = seats.length < taken;
  return (
    <section className="card stack" aria-labelledby="user-list">
      <div className="row wrap between">
        <h2 id="user-list" ref={heading} tabIndex={-1}>
          {label('list_of_users')}
        </h2>
        <span className="muted small" role="status">
          {isPartial
            ? t('list.reading', { at: count(seats.length), of: count(taken) })
            : t('people.found', { count: rows.length })}
        </span>
      </div>
      {all.length > 0 && (
        <div className="list-tools">
          <TextField
            type="search"
            name="search"
            label={t('people.search')}
            value={search}
            maxLength={200}
            onText={setSearch}
          />
          <Select
            name="shown"
            label={t('list.show')}
            value={shown}
            options={[
              { value: 'all', text: t('list.show_all') },
              { value: 'seated', text: t('list.show_seated') },
              { value: 'listed', text: t('list.show_listed') },
            ]}
            onPick={(value) => setShown(value as Shown)}
          />
          <Select
            name="sort"
            label={t('list.sort')}
            value={by}
            options={[
              { value: 'added', text: t('list.sort_added') },
              { value: 'name', text: t('list.sort_name') },
              { value: 'email', text: t('list.sort_email') },
            ]}
            onPick={(value) => setBy(value as SortedBy)}
          />
        </div>
      )}
      {Boolean(error ?? keep.error) && <SeatProblem error={error ?? keep.error} />}
      {rows.length === 0 ? (
        <p className="empty">{t(all.length === 0 ? 'list.empty' : 'people.none_found')}</p>
      ) : (
        <LongTable
          rows={rows}
          className="people-table"
          caption={label('list_of_users')}
          from={`${search} ${shown} ${by}`}
          keyOf={(row) => row.key}
          head={<Head />}
        >
          {(row) => (
            <Cells
              row={row}
              isBusy={busy === row.key || (keep.isPending && keep.variables === row.key)}
              onRemove={() => remove(row)}
              onKeep={() => keep.mutate(row.key)}
            />
          )}
        </LongTable>
      )}
    </section>
  );
}

function Head() {
  const { t } = useTexts();
  return (
    <>
      <th scope="col">{t('people.name')}</th>
      <th scope="col" className="wide-only">
        {t('people.position')}
      </th>
      <th scope="col" className="state-column wide-only">
        {t('list.state')}
      </th>
      <th scope="col" className="wide-only">
        {t('people.source')}
      </th>
      <th scope="col" className="remove-column">
        <span className="visually-hidden">{t('people.action')}</span>
      </th>
    </>
  );
}

interface CellsProps {
  row: UserRow;
  isBusy: boolean;
  onRemove: () => void;
  /** Of whoever is to leave: they stay. */
  onKeep: () => void;
}

function Cells({ row, isBusy, onRemove, onKeep }: CellsProps) {
  const { t, day } = useTexts();
  const { name, email, position, seat, listed } = row;
  const source = seat?.source ?? (listed?.source === 'import' ? 'import' : 'manual');
  return (
    <>
      <th scope="row">
        <span className="person-name" title={name}>
          {seat ? (
            <LinkTo className="item-link" to={`/portal/members/${seat.member.id}`}>
              {name}
            </LinkTo>
          ) : (
            name
          )}
        </span>
        {name !== email && (
          <span className="person-email" title={email}>
            {email}
          </span>
        )}
        <span className="row gap-s small muted narrow-only">
          <State row={row} /> {position}
        </span>
      </th>
      <td className="wide-only" title={position}>
        {position}
      </td>
      <td className="wide-only">
        <State row={row} />
      </td>
      <td className="wide-only small">
        {t(`seat_source.${source}`)}
        {seat && <span className="muted numbers cell-line">{day(seat.since.slice(0, 10))}</span>}
      </td>
      <td className="number">
        <Button className="remove" busy={isBusy} onClick={seat?.leaves_on ? onKeep : onRemove}>
          {t(seat?.leaves_on ? 'people.keep' : 'people.remove')}
          <span className="visually-hidden"> {name}</span>
        </Button>
      </td>
    </>
  );
}

function State({ row }: { row: UserRow }) {
  const { t } = useTexts();
  if (row.seat?.leaves_on) return <LeavesBadge on={row.seat.leaves_on} />;
  return (
    <Badge tone={row.seat ? 'good' : 'info'}>
      {t(row.seat ? 'list.seated_state' : 'list.listed_state')}
    </Badge>
  );
}

/** Takes somebody off: from the list without anything having happened, from their seat at once. Both can be undone. */
function useRemoval(then: () => void) {
  const { t } = useTexts();
  const say = useToast();
  const release = useSeatRelease();
  const takeOff = useTakeOffList();
  const add = useAddToList();
  const offTheList = ({ name }: UserRow, person: ListedPerson) => {
    const { source: _source, ...again } = person;
    const undo = () =>
      add.mutate({ people: [again] }, { onSuccess: () => say(t('list.added', { name })) });
    takeOff.mutate(person.email, {
      onSuccess: () => {
        say(t('list.removed', { name }), { text: t('people.undo'), run: undo });
        then();
      },
    });
  };
  return {
    busy: takeOff.isPending ? takeOff.variables : release.busy,
    error: release.error ?? takeOff.error ?? add.error,
    remove: (row: UserRow) => {
      if (row.listed) return offTheList(row, row.listed);
      if (row.seat) release.take(row.seat, { id: row.seat.member.id, name: row.name }, then);
    },
  };
}
