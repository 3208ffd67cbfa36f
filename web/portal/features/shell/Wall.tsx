import type { Subscription } from '../../../api/types';
import { Icon } from '../../../kit/Icon';
import { LinkTo } from '../../../kit/LinkTo';
import { dayBefore } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { WhoMay } from '../../parts/WhoMay';
import { isOpen } from '../../state/life';
import { usePortal } from '../../state/PortalContext';

interface WallProps {
  subscription: Subscription;
}

/** Whether little is left to use: the main screen then says why, and the one thing to do. */
export function hasWall({ state }: Subscription): boolean {
  return state === 'ended' || state === 'paused';
}

/** After the end or during a pause: since when, what is kept, and the way back. */
export function Wall({ subscription }: WallProps) {
  const { t, day } = useTexts();
  const { label } = usePortal();
  const { state, ends_on: end, pause, actions } = subscription;
  const paused = state === 'paused';
  const words = paused
    ? pause?.to
      ? t('life.paused_until', { from: day(pause.from), to: day(pause.to) })
      : pause && t('life.paused', { from: day(pause.from) })
    : end && t('wall.ended_on', { day: day(dayBefore(end)) });
  const allowed = paused ? actions.resume : actions.subscribe;
  return (
    <section className="card wall stack" aria-labelledby="wall-title">
      <span className="round-icon">
        <Icon name={paused ? 'clock' : 'lock'} size={28} />
      </span>
      <h2 id="wall-title">
        {(!paused && words) || t(`wall.${paused ? 'paused' : 'ended'}_title`)}
      </h2>
      {paused && words && <p className="prose">{words}</p>}
      <p className="muted prose">{paused ? t('wall.paused_kept') : label('ended_note')}</p>
      {isOpen(allowed) ? (
        <p>
          <LinkTo
            id="wall-go-on"
            look="primary"
            large
            to={paused ? '/portal/subscription/resume' : '/portal/subscription'}
          >
            {label(paused ? 'resume' : 'subscribe_now')}
          </LinkTo>
        </p>
      ) : (
        !paused && <WhoMay text={allowed?.text} />
      )}
    </section>
  );
}
