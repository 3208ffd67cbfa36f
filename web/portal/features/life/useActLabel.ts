import type { Subscription } from '../../../api/types';
import { useTexts } from '../../../text/Texts';
import type { ActWord } from '../../state/life';
import { usePortal } from '../../state/PortalContext';

/** What the vendor calls it; a trial and a free plan are cancelled by other words. */
export function useActLabel(): (life: Subscription, act: ActWord) => string {
  const { t } = useTexts();
  const { label, plan } = usePortal();
  return (life, act) => {
    if (act === 'renewal') return label('turn_on_renewal');
    if (act === 'resume') return life.pause?.running ? label('resume') : t('life.drop_pause');
    if (act === 'pause') return label('pause');
    if (life.state === 'trialing' || life.state === 'trial_ended') return label('cancel_trial');
    if (plan(life.plan)?.free) return label('stop_free_plan');
    return label('cancel_subscription');
  };
}
