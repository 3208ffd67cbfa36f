import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useCancelWhatIf, type WhatIf } from './whatIfQueries';

/** How far it is, and the way to end it. */
export function WhatIfProgress({ run }: { run: WhatIf }) {
  const { t, count } = useTexts();
  const cancel = useCancelWhatIf();
  return (
    <section className="card stack" aria-labelledby="under-way">
      <h2 id="under-way">{t('what_if.running')}</h2>
      <progress
        className="run-progress"
        aria-label={t('what_if.progress_label')}
        {...(run.of > 0 && { max: run.of, value: run.done })}
      />
      <p className="numbers">
        {run.of > 0
          ? t('what_if.progress', { done: count(run.done), of: count(run.of) })
          : t('what_if.counting')}
      </p>
      <p className="muted">{t('what_if.leave')}</p>
      {cancel.error && <DeskProblem error={cancel.error} onRetry={() => cancel.reset()} />}
      <div>
        <Button busy={cancel.isPending} onClick={() => cancel.mutate(run.id)}>
          {t('what_if.cancel')}
        </Button>
      </div>
    </section>
  );
}
