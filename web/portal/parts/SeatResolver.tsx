import { useMemo, useState } from 'react';
import { ApiProblem } from '../../api/problem';
import type { Seat } from '../../api/types';
import { Button } from '../../kit/Button';
import { Checkbox } from '../../kit/Checkbox';
import { Dialog } from '../../kit/Dialog';
import { LongTable } from '../../kit/LongTable';
import { Segmented } from '../../kit/Segmented';
import { TextField } from '../../kit/TextField';
import { useToast } from '../../kit/Toast';
import { dayBefore } from '../../text/format';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';
import { planDepartures, releaseSeat, useForgetPeople } from '../state/people';
import { useAllSeats } from '../state/peopleList';
import { useScope } from '../state/queries';
import { plainWords } from '../state/userRows';
import { Loaded } from './Loaded';
import { ProblemBanner } from './ProblemBanner';

interface SeatResolverProps {
  /** The kind of seat of which fewer are wanted. */
  seat: string;
  /** How many there are to be. */
  wanted: number;
  /** The first day that is not paid for yet. */
  paidUntil: string | undefined;
}

/** Fewer seats than people: who manages them says who gives theirs up, and then the number can be lowered. */
export function SeatResolver(props: SeatResolverProps) {
  const { t } = useTexts();
  const { label } = usePortal();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        id="choose-who-leaves"
        look="secondary"
        icon="customers"
        onClick={() => setOpen(true)}
      >
        {t('leaving.choose')}
      </Button>
      <Dialog open={open} title={t('leaving.title')} closeLabel={t('kit.close')} onClose={close}>
        <Choice {...props} title={label('list_of_users')} onDone={close} />
      </Dialog>
    </>
  );
}

interface ChoiceProps extends SeatResolverProps {
  title: string;
  onDone: () => void;
}

const manySeats = 8;

type When = 'end' | 'now';

function Choice({ seat, wanted, paidUntil, title, onDone }: ChoiceProps) {
  const { t, day } = useTexts();
  const query = useAllSeats();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [search, setSearch] = useState('');
  const [when, setWhen] = useState<When>(paidUntil ? 'end' : 'now');
  const { leave, at, error } = useLeaving(onDone);
  // Before everybody is known, nobody knows how many have to leave.
  const whole = query.data && query.data.data.length >= query.data.total ? query.data : undefined;
  const seats = useMemo(
    () => (whole?.data ?? []).filter((one) => one.seat === seat && !leavesBy(one, paidUntil)),
    [whole, seat, paidUntil],
  );
  const excess = Math.max(0, seats.length - wanted);
  const missing = Math.max(0, excess - chosen.size);
  const words = plainWords(search);
  const shown = seats.filter(({ member }) =>
    plainWords(`${member.name} ${member.email} ${member.position}`).includes(words),
  );
  const pick = (id: string, yes: boolean) => {
    const next = new Set(chosen);
    if (yes) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <div className="stack">
      {whole && <p>{t('leaving.text', { count: excess, wanted })}</p>}
      {paidUntil && (
        <Segmented
          legend={t('leaving.when')}
          value={when}
          choices={[
            { value: 'end', text: t('leaving.at_end', { day: day(dayBefore(paidUntil)) }) },
            { value: 'now', text: t('leaving.now') },
          ]}
          onPick={setWhen}
        />
      )}
      <p className="muted small">
        {!paidUntil && t('leaving.at_once')}
        {paidUntil && when === 'now' && t('leaving.paid', { day: day(dayBefore(paidUntil)) })}
        {paidUntil && when === 'end' && t('leaving.keep', { day: day(dayBefore(paidUntil)) })}
      </p>
      <Loaded query={{ ...query, data: whole }}>
        {() => (
          <>
            {seats.length > manySeats && (
              <TextField
                type="search"
                name="search-leaving"
                label={t('people.search')}
                value={search}
                onText={setSearch}
              />
            )}
            <div className="leaving-list">
              <LongTable
                rows={shown}
                className="leaving-table"
                caption={title}
                from={search}
                keyOf={(one) => one.id}
                head={<th scope="col">{t('leaving.who')}</th>}
              >
                {(one) => (
                  <td>
                    <Checkbox
                      inputId={`leaves-${one.id}`}
                      checked={chosen.has(one.id)}
                      onCheck={(yes) => pick(one.id, yes)}
                    >
                      <span className="person-name">{one.member.name || one.member.email}</span>
                      {one.member.name !== one.member.email && (
                        <span className="person-email">
                          {[one.member.email, one.member.position].filter(Boolean).join(' · ')}
                        </span>
                      )}
                    </Checkbox>
                  </td>
                )}
              </LongTable>
            </div>
          </>
        )}
      </Loaded>
      {Boolean(error) && <ProblemBanner error={error} />}
      <p className="small" id="leaving-left" role="status">
        {at !== undefined
          ? t('people.progress', { at, of: chosen.size })
          : t('leaving.left', { count: missing })}
      </p>
      <div className="row wrap gap-s">
        <Button
          id="let-leave"
          look="danger"
          busy={at !== undefined}
          disabled={chosen.size === 0 || missing > 0}
          aria-describedby="leaving-left"
          onClick={() =>
            void leave(
              seats.filter(({ id }) => chosen.has(id)),
              when === 'end' ? paidUntil : undefined,
            )
          }
        >
          {t('leaving.confirm', { count: chosen.size })}
        </Button>
        <Button look="quiet" onClick={onDone}>
          {t('act.back')}
        </Button>
      </div>
    </div>
  );
}

const leavesBy = (seat: Seat, paidUntil: string | undefined) =>
  Boolean(paidUntil && seat.leaves_on && seat.leaves_on <= paidUntil);

/** Takes the seats back one after the other, or all on a day to come; whoever has none any more is no failure. */
function useLeaving(onDone: () => void) {
  const { t } = useTexts();
  const { id } = useScope();
  const say = useToast();
  const forget = useForgetPeople();
  const [at, setAt] = useState<number>();
  const [error, setError] = useState<unknown>();
  const leave = async (seats: Seat[], on: string | undefined) => {
    setError(undefined);
    let failure: unknown;
    if (on) {
      setAt(seats.length);
      try {
        await planDepartures(
          id,
          seats.map((seat) => seat.id),
          on,
        );
      } catch (problem) {
        failure = problem;
      }
    }
    for (const [index, seat] of on ? [] : seats.entries()) {
      setAt(index + 1);
      try {
        await releaseSeat(id, seat.id);
      } catch (problem) {
        if (problem instanceof ApiProblem && problem.code === 'seat_not_found') continue;
        failure = problem;
        break;
      }
    }
    await forget();
    setAt(undefined);
    setError(failure);
    if (failure) return;
    say(t(on ? 'leaving.planned' : 'leaving.done', { count: seats.length }));
    onDone();
  };
  return { leave, at, error };
}
