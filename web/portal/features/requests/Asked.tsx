import type { StaffRequest } from '../../../api/types';
import { detailName } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { useWishWords } from '../../parts/useWishWords';
import { Effect } from './Effect';

interface AskedProps {
  request: StaffRequest;
}

/** What was asked for, in the customer's words and in facts. */
export function Asked({ request }: AskedProps) {
  const { t, instant } = useTexts();
  const wishWords = useWishWords();
  const { effect, set, message } = request;
  // What the request would do has a place of its own.
  const details = Object.entries(request.details).filter(([name]) => !name.startsWith('effect'));
  return (
    <section className="card stack" aria-labelledby="asked">
      <h2 id="asked">{t('request.asked_title')}</h2>
      <p className="muted small">
        {instant(request.created_at)} · <code>{request.id}</code>
      </p>
      {set && (
        <p>
          <strong>{wishWords(set)}</strong>
        </p>
      )}
      {message && <p className="prewrap">{message}</p>}
      {details.length > 0 && (
        <dl className="facts">
          {details.map(([name, value]) => (
            <div key={name}>
              <dt>{detailName(name, t)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {effect && <Effect effect={effect} />}
    </section>
  );
}
