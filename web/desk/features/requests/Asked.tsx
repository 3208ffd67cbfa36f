import type { StaffRequest } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { EffectFacts } from '../../../portal/features/requests/Effect';
import { isOpenRequest } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { useWishRows } from './useWishParts';

interface AskedProps {
  request: StaffRequest;
}

/** What is wanted beside what there is, what it does, and which rule left it to staff. */
export function Asked({ request }: AskedProps) {
  const { t } = useTexts();
  const rows = useWishRows()(request.set, request.present);
  const { effect, effect_today: today, refused_today: refused, rule } = request;
  const pause = Boolean(request.set?.pause);
  if (rows.length === 0 && !rule) return null;
  return (
    <section className="card stack" aria-labelledby="wanted">
      <h2 id="wanted">{t('desk.set')}</h2>
      {rows.length > 0 && (
        <table className="desk-table desk-compare">
          <thead>
            <tr>
              <th scope="col">{t('desk.part')}</th>
              <th scope="col">{t('desk.part_now')}</th>
              <th scope="col">{t('desk.part_wanted')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ part, now, wanted }) => (
              <tr key={part}>
                <th scope="row">{part}</th>
                <td>{now || '–'}</td>
                <td>
                  <strong>{wanted}</strong>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(effect || today) && (
        <div className="desk-effects">
          {effect && <EffectFacts title={t('desk.effect_filed')} effect={effect} pause={pause} />}
          {today && <EffectFacts title={t('desk.effect_today')} effect={today} pause={pause} />}
        </div>
      )}
      {isOpenRequest(request.state) && refused && (
        <Banner tone="warning" title={t('desk.refused_today', { code: refused })} />
      )}
      {rule && (
        <p className="small">
          <span className="muted">
            {t('desk.rule')} <code>{rule.id}</code>
          </span>
          {rule.reason && (
            <>
              <br />
              {rule.reason}
            </>
          )}
        </p>
      )}
    </section>
  );
}
