import { type RefObject, useEffect, useState } from 'react';
import type { SeatList } from '../../../api/types';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { SeatProblem } from '../../parts/SeatProblem';
import { useSeatRelease } from '../../parts/useSeatRelease';
import { seatsPerPage, useKeepSeat, useSeats } from '../../state/people';
import { useDebounced } from '../../state/useDebounced';
import { Pager } from './Pager';
import { SeatTable } from './SeatTable';

const restBeforeSearching = 250;

interface SeatHoldersProps {
  heading: RefObject<HTMLHeadingElement | null>;
  kinds: SeatList['counts'];
}

/** Everybody with a seat, found by a part of their name, address or position. */
export function SeatHolders({ heading, kinds }: SeatHoldersProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useState('');
  const [offset, setOffset] = useState(0);
  const search = useDebounced(typed.trim(), restBeforeSearching);
  const seats = useSeats(search, offset);
  const { take, busy, error } = useSeatRelease();
  const keep = useKeepSeat();
  const total = seats.data?.total ?? 0;
  // The last one of a page may be taken away: then the page before is the last.
  useEffect(() => {
    if (offset > 0 && offset >= total && !seats.isFetching)
      setOffset(Math.max(0, offset - seatsPerPage));
  }, [offset, total, seats.isFetching]);
  const toHeading = () => heading.current?.focus();
  return (
    <section className="card stack" aria-labelledby="holders">
      <div className="row wrap between">
        <h2 id="holders" ref={heading} tabIndex={-1}>
          {t('people.holders')}
        </h2>
        <span className="muted small" role="status">
          {seats.data && t('people.found', { count: total })}
        </span>
      </div>
      <TextField
        className="search-field"
        type="search"
        name="search"
        label={t('people.search')}
        value={typed}
        maxLength={200}
        onText={(text) => {
          setTyped(text);
          setOffset(0);
        }}
      />
      {Boolean(error ?? keep.error) && <SeatProblem error={error ?? keep.error} />}
      <Loaded query={seats}>
        {({ data }) =>
          data.length === 0 ? (
            <p className="empty">{t(search ? 'people.none_found' : 'people.none')}</p>
          ) : (
            <div className="stack" aria-busy={seats.isPlaceholderData}>
              <SeatTable
                seats={data}
                kinds={kinds}
                busy={busy ?? (keep.isPending ? keep.variables : undefined)}
                onRemove={(seat, member) => take(seat, member, toHeading)}
                onKeep={(seat) => keep.mutate(seat.id)}
              />
              <Pager
                offset={offset}
                size={seatsPerPage}
                total={total}
                onMove={(to) => {
                  setOffset(to);
                  toHeading();
                }}
              />
            </div>
          )
        }
      </Loaded>
    </section>
  );
}
