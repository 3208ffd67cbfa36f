import { useState } from 'react';
import type { Act, Member, Seat } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Button } from '../../../kit/Button';
import { openOnes, useInvitations } from '../../../portal/state/invitations';
import { usePortal } from '../../../portal/state/PortalContext';
import { useMember, useMembers, useSeats } from '../../../portal/state/people';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { ActItem } from '../../parts/ActItem';
import { FactList } from '../../parts/FactList';
import { uncapital } from '../../parts/useEventWords';
import { useCauses } from '../../state/customerQueries';

const shownAtFirst = 50;
/** As many as one answer of the service holds. */
const seatsAtOnce = 200;

/** Who belongs to the customer, who holds a seat and how they came to it, and who was invited. */
export function PeopleTab() {
  const { t } = useTexts();
  const members = useMembers();
  const seats = useSeats('', 0, seatsAtOnce);
  const [shown, setShown] = useState(shownAtFirst);
  const list = members.data?.data;
  const counts = seats.data?.counts ?? [];
  return (
    <>
      <section className="card stack" aria-labelledby="people">
        <h2 id="people">{t('customer.tab_people')}</h2>
        {counts.length > 0 && (
          <FactList
            facts={counts.map(({ name, taken, paid }) => [
              name,
              t('customer.seats_taken', { taken, paid }),
            ])}
          />
        )}
        {!list && <DeskProblem error={members.error} onRetry={members.refetch} />}
        {list?.length === 0 && <p className="muted">{t('customer.people_none')}</p>}
        {list && list.length > 0 && (
          <ul className="queue people">
            {list.slice(0, shown).map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                seats={seats.data?.data.filter((seat) => seat.member.id === member.id) ?? []}
              />
            ))}
          </ul>
        )}
        {list && list.length > shown && (
          <div>
            <Button onClick={() => setShown(shown + shownAtFirst)}>{t('desk.more')}</Button>
          </div>
        )}
      </section>
      <Invited />
    </>
  );
}

interface MemberRowProps {
  member: Member;
  seats: Seat[];
}

function MemberRow({ member, seats }: MemberRowProps) {
  const { t, day } = useTexts();
  const { roleName, itemName } = usePortal();
  const [open, setOpen] = useState(false);
  const name = member.name || member.email;
  return (
    <li>
      <div className="queue-main">
        <strong>{name}</strong>
        <span className="muted small">
          {[member.email, member.position].filter(Boolean).join(' · ')}
        </span>
        {seats.map((seat) => (
          <span key={seat.id} className="small">
            {t('customer.right_seat', {
              seat: itemName(seat.seat, 1),
              day: day(seat.since.slice(0, 10)),
              source: uncapital(t(`seat_source.${seat.source}`)),
            })}
          </span>
        ))}
      </div>
      {member.role && (
        <Badge tone={member.is_owner ? 'info' : 'neutral'}>{roleName(member.role)}</Badge>
      )}
      <details className="cause" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {t('customer.people_more')}
          <span className="visually-hidden"> {t('customer.right_why', { name })}</span>
        </summary>
        {open && <Rights member={member} />}
      </details>
    </li>
  );
}

/** The newest act about somebody of each kind that gives a right. */
function givingRights(acts: Act[]): Act[] {
  const kinds = ['seat.assigned', 'member.changed', 'member.added', 'customer.owner_changed'];
  const found = kinds.flatMap(
    (kind) => acts.find((act) => act.events.some(({ type }) => type === kind)) ?? [],
  );
  return [...new Set(found)].sort((a, b) => b.sequence - a.sequence);
}

/** "Why has this person this right?": role, seat and features, and the acts behind them. */
function Rights({ member }: { member: Member }) {
  const { t } = useTexts();
  const { offer, roleName } = usePortal();
  const details = useMember(member.id);
  const acts = useCauses({ about: member.id, limit: 100 }, true);
  // The first owner came with the customer.
  const beginning = useCauses({ kind: 'customer', limit: 100 }, member.is_owner);
  const error = details.error ?? acts.error;
  if (error)
    return (
      <DeskProblem
        error={error}
        onRetry={() => {
          void details.refetch();
          void acts.refetch();
        }}
      />
    );
  if (!details.data || !acts.data)
    return <p className="small muted">{t('customer.why_loading')}</p>;
  const opened = offer.features.filter(({ code }) => code && details.data.features.includes(code));
  const causes = givingRights(acts.data.data);
  const created = beginning.data?.data.find(({ events }) =>
    events.some(({ type }) => type === 'customer.created'),
  );
  if (causes.length === 0 && created) causes.push(created);
  return (
    <div className="stack gap-s rights">
      <h3>{t('customer.right_why', { name: member.name || member.email })}</h3>
      {member.role && <p>{t('customer.right_role', { role: roleName(member.role) })}</p>}
      {opened.length > 0 ? (
        <p>
          {t('customer.right_features')}: {opened.map(({ name }) => name).join(', ')}
        </p>
      ) : (
        <p className="muted">{t('customer.right_features_none')}</p>
      )}
      {causes.length === 0 && <p className="muted small">{t('customer.right_unknown')}</p>}
      <ol className="timeline acts">
        {causes.map((act) => (
          <li key={act.sequence}>
            <ActItem act={act} names={acts.data.names} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Invited() {
  const { t, instant } = useTexts();
  const invitations = useInvitations();
  const open = invitations.data && openOnes(invitations.data.data);
  if (!open || open.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="invited">
      <h2 id="invited">{t('invitations.title')}</h2>
      <ul className="queue">
        {open.map((one) => (
          <li key={one.id}>
            <div className="queue-main">
              <strong>{one.member.name || one.member.email}</strong>
              <span className="muted small">
                {[
                  t('invitations.sent', { count: one.sends, at: instant(one.sent_at) }),
                  t('invitations.until', { at: instant(one.expires_at) }),
                ].join(' · ')}
              </span>
            </div>
            <Badge tone={one.state === 'expired' ? 'warning' : 'info'}>
              {t(one.state === 'expired' ? 'invitations.expired' : 'invitations.invited')}
            </Badge>
          </li>
        ))}
      </ul>
    </section>
  );
}
