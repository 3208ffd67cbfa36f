import type { Subscription } from '../../../api/types';
import { LinkTo } from '../../../kit/LinkTo';
import { dayBefore } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { offeredActs } from '../../state/life';
import { usePortal } from '../../state/PortalContext';
import { isBought } from '../../state/subscriptionState';
import { PayingFacts } from './PayingFacts';
import { useActLabel } from './useActLabel';
import { useStateWords } from './useStateWords';

interface LifeCardProps {
  subscription: Subscription;
}

/** Where the subscription stands in words, its dates and what they mean, and how to end or stop it. */
export function LifeCard({ subscription }: LifeCardProps) {
  const { t, day } = useTexts();
  const { offer, ownText, link, may } = usePortal();
  const actLabel = useActLabel();
  const life = subscription;
  const words = useStateWords(life);
  const offered = offeredActs(life);
  const { commitment, pause, period } = life;
  const notes = [
    ...(commitment || offered.includes('pause') ? [ownText('terms_note')] : []),
    ...(offered.includes('cancel') ? [ownText('no_refund_note')] : []),
  ].filter((note) => note !== undefined);
  const refundPolicy = link('refund_policy');
  const span = (from: string, end: string) =>
    t('invoice.period_value', { from: day(from), to: day(dayBefore(end)) });
  if (!words && offered.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="life">
      <h2 id="life">{t('life.title')}</h2>
      {words && <p className="life-words">{words}</p>}
      <dl className="life-facts">
        {period && life.state !== 'paused' && life.state !== 'ended' && (
          <div>
            <dt>{t('life.period')}</dt>
            <dd>{span(period[0] ?? '', period[1] ?? '')}</dd>
          </div>
        )}
        {commitment && (
          <div>
            <dt>{t('life.commitment')}</dt>
            <dd>
              {commitment.start
                ? span(commitment.start, commitment.end)
                : t('life.until', { day: day(dayBefore(commitment.end)) })}
              <span className="muted small life-note">
                {t(
                  commitment.renews && life.renews
                    ? 'life.commitment_again'
                    : 'life.commitment_once',
                  {
                    day: day(commitment.end),
                  },
                )}
              </span>
            </dd>
          </div>
        )}
        {pause && !pause.running && (
          <div>
            <dt>{t('life.pause_planned')}</dt>
            <dd>
              {pause.to
                ? span(pause.from, pause.to)
                : t('life.pause_open', { from: day(pause.from) })}
              <span className="muted small life-note">{t('life.pause_means')}</span>
            </dd>
          </div>
        )}
        {may('edit_billing') && isBought(life, offer) && <PayingFacts />}
      </dl>
      {offered.length > 0 && (
        <div className="life-acts stack gap-s">
          {ownText('pause_or_cancel') && <h3>{ownText('pause_or_cancel')}</h3>}
          {notes.map((note) => (
            <p key={note} className="small muted prose">
              {note}
            </p>
          ))}
          <div className="row wrap gap-s">
            {offered.map((act) => (
              <LinkTo
                key={act}
                id={`act-${act}`}
                look={
                  act === 'renewal' || (act === 'resume' && pause?.running)
                    ? 'primary'
                    : 'secondary'
                }
                to={`/portal/subscription/${act}`}
              >
                {actLabel(life, act)}
              </LinkTo>
            ))}
            {refundPolicy && offered.includes('cancel') && (
              <LinkTo className="small" to={refundPolicy}>
                {t('life.refund_policy')}
              </LinkTo>
            )}
          </div>
        </div>
      )}
    </section>
  );
}
