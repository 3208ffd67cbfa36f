import { useState } from 'react';
import type { BillRun } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useIntent } from '../../../portal/state/useIntent';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useBillRuns, useRunAhead, useStartRun, useSteerRun } from '../../state/operationQueries';

const tones = { running: 'info', paused: 'warning', done: 'good', failed: 'bad' } as const;

/** The runs there were, how far the one under way is, and the way to begin one. */
export function Runs() {
  const { t } = useTexts();
  const runs = useBillRuns();
  const list = runs.data?.data;
  return (
    <section className="card stack" aria-labelledby="runs">
      <h2 id="runs">{t('operations.runs')}</h2>
      <StartRun />
      {!list && <DeskProblem error={runs.error} onRetry={runs.refetch} />}
      {list?.length === 0 && <p className="muted">{t('operations.runs_none')}</p>}
      {list && list.length > 0 && (
        <ul className="queue">
          {list.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </ul>
      )}
    </section>
  );
}

/** Nothing is billed before somebody saw how much that is. */
function StartRun() {
  const { t, day, money } = useTexts();
  const [until, setUntil] = useState('');
  const intent = useIntent();
  const ahead = useRunAhead();
  const start = useStartRun();
  const looked = ahead.data;
  return (
    <form
      className="stack gap-s"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        start.reset();
        ahead.mutate(until);
      }}
    >
      <div className="row wrap gap-s run-form">
        <TextField
          type="date"
          name="until"
          label={t('operations.until')}
          value={until}
          onText={(text) => {
            setUntil(text);
            ahead.reset();
          }}
        />
        <Button type="submit" busy={ahead.isPending}>
          {t('operations.check')}
        </Button>
      </div>
      {ahead.error && <DeskProblem error={ahead.error} onRetry={() => ahead.mutate(until)} />}
      {start.error && <DeskProblem error={start.error} onRetry={() => start.reset()} />}
      {looked && (
        <Banner
          tone="info"
          announced
          title={t('operations.ahead', { count: looked.due, day: day(looked.until) })}
          actions={
            <Button
              look="primary"
              busy={start.isPending}
              onClick={() =>
                start.mutate(
                  { until: looked.until, intent: intent.key() },
                  {
                    onSettled: (_run, error) => intent.settle(error),
                    onSuccess: () => ahead.reset(),
                  },
                )
              }
            >
              {t('operations.start')}
            </Button>
          }
        >
          {looked.looked_at > 0 && (
            <p>
              {t('operations.ahead_does', {
                looked: looked.looked_at,
                invoices: looked.invoices,
                parked: looked.parked.length,
                totals:
                  looked.totals.map(({ currency, total }) => money(total, currency)).join(', ') ||
                  '—',
              })}
            </p>
          )}
          <p>{t('operations.ahead_text')}</p>
        </Banner>
      )}
    </form>
  );
}

function RunRow({ run }: { run: BillRun }) {
  const { t, day, instant, count } = useTexts();
  const steer = useSteerRun();
  const name = t('operations.run_of', { day: day(run.until) });
  const isOpen = run.state === 'running' || run.state === 'paused';
  const done = run.steps + run.parked;
  return (
    <li>
      <div className="queue-main">
        <strong>{name}</strong>
        <span className="muted small">
          {t('operations.started', { at: instant(run.started_at) })} · <code>{run.id}</code>
        </span>
        {isOpen && (
          <progress
            className="run-progress"
            aria-label={name}
            max={Math.max(run.due, done, 1)}
            value={done}
          />
        )}
        <span className="small numbers">
          {t('operations.progress', {
            steps: count(run.steps),
            due: count(run.due),
            invoices: count(run.invoices),
            parked: count(run.parked),
          })}
        </span>
        {run.failure && <span className="small">{run.failure}</span>}
        {steer.error && <DeskProblem error={steer.error} onRetry={() => steer.reset()} />}
      </div>
      <Badge tone={tones[run.state]}>{t(`run_state.${run.state}`)}</Badge>
      {isOpen && (
        <Button
          busy={steer.isPending}
          onClick={() => steer.mutate({ run: run.id, pause: run.state === 'running' })}
        >
          {t(run.state === 'running' ? 'operations.pause' : 'operations.resume')}
        </Button>
      )}
    </li>
  );
}
