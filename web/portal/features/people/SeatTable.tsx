import type { Seat, SeatList } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { LeavesBadge } from '../../parts/LeavesBadge';

interface SeatTableProps {
  seats: Seat[];
  kinds: SeatList['counts'];
  busy: string | undefined;
  onRemove: (seat: Seat, member: { id: string; name: string }) => void;
  onKeep: (seat: Seat) => void;
}

/** One row per seat that is taken; on a phone the columns that do not fit are a line under the name. */
export function SeatTable({ seats, kinds, busy, onRemove, onKeep }: SeatTableProps) {
  const { t, day } = useTexts();
  const several = kinds.length > 1;
  const kindOf = (code: string) => kinds.find(({ seat }) => seat === code)?.name ?? code;
  return (
    <table className="lines people-table">
      <caption className="visually-hidden">{t('people.holders')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col" className="wide-only">
            {t('people.position')}
          </th>
          {several && (
            <th scope="col" className="wide-only">
              {t('people.kind')}
            </th>
          )}
          <th scope="col" className="wide-only">
            {t('people.since')}
          </th>
          <th scope="col" className="wide-only">
            {t('people.source')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('people.action')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {seats.map((seat) => {
          const { member } = seat;
          const name = member.name || member.email;
          const since = day(seat.since.slice(0, 10));
          const source = t(`seat_source.${seat.source}`);
          return (
            <tr key={seat.id}>
              <th scope="row">
                <LinkTo className="item-link" to={`/portal/members/${member.id}`}>
                  {name}
                </LinkTo>
                {name !== member.email && <span className="person-email">{member.email}</span>}
                {seat.leaves_on && (
                  <span className="row gap-s wrap small">
                    <LeavesBadge on={seat.leaves_on} />
                    <Button look="quiet" busy={busy === seat.id} onClick={() => onKeep(seat)}>
                      {t('people.keep')}
                      <span className="visually-hidden"> {name}</span>
                    </Button>
                  </span>
                )}
                <span className="small muted narrow-only">
                  {[member.position, several && kindOf(seat.seat), since, source]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </th>
              <td className="wide-only">{member.position}</td>
              {several && <td className="wide-only">{kindOf(seat.seat)}</td>}
              <td className="wide-only nowrap numbers">{since}</td>
              <td className="wide-only">{source}</td>
              <td className="number">
                <Button
                  className="remove"
                  busy={busy === seat.id}
                  onClick={() => onRemove(seat, { id: member.id, name })}
                >
                  {t('people.remove')}
                  <span className="visually-hidden"> {name}</span>
                </Button>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
