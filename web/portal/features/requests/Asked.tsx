import type { StaffRequest } from '../../../api/types';
import { readableDetails } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { useWishWords } from '../../parts/useWishWords';
import { Effect } from './Effect';

interface AskedProps {
  request: StaffRequest;
}

/** What was asked for, in the customer's words and in facts. */
export function Asked({ request }: AskedProps) {
  const texts = useTexts();
  const { t, instant } = texts;
  const wishWords = useWishWords();
  const { effect, set, message } = request;
  // What staff have yet to quote has no figures.
  const quoted = request.type === 'custom_plan' && !effect?.next_invoice_total;
  const details = readableDetails(request.details, texts);
  return (
    <section className="card stack" aria-labelledby="asked">
      <h2 id="asked">{t('request.asked_title')}</h2>
      <p className="muted small">{instant(request.created_at)}</p>
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
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {effect && !quoted && <Effect effect={effect} pause={Boolean(set?.pause)} />}
    </section>
  );
}
