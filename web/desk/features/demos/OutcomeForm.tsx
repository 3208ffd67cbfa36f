import type { Demo } from '../../../api/types';
import { Button } from '../../../kit/Button';
import { useToast } from '../../../kit/Toast';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useConclude } from './demoQueries';

interface OutcomeFormProps {
  demo: Demo;
}

/** Whether it was held, once it was to be. */
export function OutcomeForm({ demo }: OutcomeFormProps) {
  const { t } = useTexts();
  const say = useToast();
  const conclude = useConclude(demo.id);
  const press = (outcome: 'held' | 'no_show') =>
    conclude.mutate(
      { outcome, reason: '', text: '' },
      { onSuccess: () => say(t(`demos.${outcome}_done`)) },
    );
  const pressed = conclude.isPending ? conclude.variables.outcome : undefined;
  return (
    <section className="card stack" aria-labelledby="outcome">
      <h2 id="outcome">{t('demos.outcome')}</h2>
      <p className="hint">{t('demos.outcome_hint')}</p>
      {conclude.error && <DeskProblem error={conclude.error} onRetry={() => conclude.reset()} />}
      <div className="row wrap gap-s">
        <Button look="primary" busy={pressed === 'held'} onClick={() => press('held')}>
          {t('demos.held')}
        </Button>
        <Button busy={pressed === 'no_show'} onClick={() => press('no_show')}>
          {t('demos.no_show')}
        </Button>
      </div>
    </section>
  );
}
