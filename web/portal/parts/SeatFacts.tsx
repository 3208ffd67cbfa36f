import type { MemberDetails } from '../../api/types';
import { Icon } from '../../kit/Icon';
import { useTexts } from '../../text/Texts';
import { usePortal } from '../state/PortalContext';

interface SeatFactsProps {
  details: MemberDetails;
}

/** Since when somebody has a seat and how they came to it, and what they may use. */
export function SeatFacts({ details }: SeatFactsProps) {
  const { t, day } = useTexts();
  const { offer, itemName } = usePortal();
  const { seats, features } = details;
  const names = offer.features.filter(({ code }) => code && features.includes(code));
  return (
    <>
      {seats.length === 0 && <p>{t('seat.none')}</p>}
      {seats.map(({ id, seat, since, source }) => (
        <p key={id}>
          <strong className="capital">{itemName(seat, 1)}</strong>{' '}
          <span className="muted">
            {t('seat.since', { day: day(since.slice(0, 10)) })} · {t(`seat_source.${source}`)}
          </span>
        </p>
      ))}
      {names.length > 0 && (
        <>
          <h3>{t('seat.features')}</h3>
          <ul className="feature-list">
            {names.map(({ code, name }) => (
              <li key={code}>
                <Icon name="check" size={18} />
                <span>{name}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
