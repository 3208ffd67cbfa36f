import { api, body } from '../../../api/client';
import type { Demo } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { SayForm } from '../../../portal/parts/SayForm';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useOffer } from '../../state/useOffer';
import { useTitle } from '../../useTitle';
import { useDemo, useForgetDemos } from './demoQueries';
import { LoseForm } from './LoseForm';
import { OutcomeForm } from './OutcomeForm';
import { SaleForm } from './SaleForm';
import { ScheduleForm } from './ScheduleForm';
import { demoName, demoTone, isOpenDemo, slotHere, slotThere } from './slotWords';

interface DemoPageProps {
  id: string;
}

/** One demo: who they are, when it is on both sides, what happened, and what comes next. */
export function DemoPage({ id }: DemoPageProps) {
  const { t } = useTexts();
  const demo = useDemo(id);
  const forget = useForgetDemos();
  useTitle(demo.data?.company ?? t('demos.title'));
  const { data } = demo;
  if (!data) return <DeskProblem error={demo.error} onRetry={demo.refetch} />;
  const open = isOpenDemo(data.state);
  return (
    <>
      <p>
        <LinkTo to={open ? '/desk/demos' : '/desk/demos?state=over'}>{t('demos.back')}</LinkTo>
      </p>
      <div className="row gap-s wrap">
        <h1>{data.company}</h1>
        <Badge tone={demoTone(data.state)}>{t(`demo_state.${data.state}`)}</Badge>
      </div>
      {data.customer && (
        <p>
          <LinkTo to={`/desk/customers/${data.customer}`}>
            {t('demos.became', { name: data.customer_name || data.customer })}
          </LinkTo>
        </p>
      )}
      <div className="desk-columns">
        <div className="stack gap-l">
          <Facts demo={data} />
          {data.state === 'scheduled' && <OutcomeForm demo={data} />}
          {data.state === 'held' && <SaleForm demo={data} />}
          {open && <ScheduleForm key={data.slot?.at} demo={data} />}
          {open && <LoseForm demo={data} />}
        </div>
        <div className="stack gap-l">
          <Steps demo={data} />
          <section className="card stack desk-notes" aria-labelledby="notes">
            <h2 id="notes">{t('desk.notes')}</h2>
            <p className="small muted">{t('demos.notes_hint')}</p>
            <SayForm
              name="note"
              label={t('desk.note')}
              nothing={t('desk.note_missing')}
              submit={t('desk.note_add')}
              send={(text, key) =>
                body(
                  api.POST('/v1/demos/{demo}/notes', {
                    params: { path: { demo: id }, header: { 'Idempotency-Key': key } },
                    body: { text },
                  }),
                )
              }
              onSettled={forget}
            />
          </section>
        </div>
      </div>
    </>
  );
}

function Facts({ demo }: { demo: Demo }) {
  const texts = useTexts();
  const { t, count, instant } = texts;
  const offer = useOffer();
  const counts = Object.entries(demo.quantities).map(([code, number]) => {
    const item = offer?.items.find((each) => each.code === code);
    return `${count(number)} ${(number > 1 ? item?.name_plural : item?.name) || code}`;
  });
  const times = (slot: Demo['slot']) =>
    slot ? [slotThere(slot, texts), slotHere(slot, texts)].filter(Boolean).join(' · ') : '';
  const facts: [string, string][] = [
    [t('demos.who'), demoName(demo)],
    [t('demo_form.email'), demo.email],
    [t('demo_form.phone'), demo.phone],
    [t('account.language'), demo.language.toUpperCase()],
    [t('demo_form.time_zone'), demo.time_zone.replaceAll('_', ' ')],
    [t('demos.wished'), times(demo.wished)],
    [t('demos.slot'), times(demo.slot)],
    [t('demos.counts'), counts.join(', ')],
    [t('demos.asked'), instant(demo.created_at)],
    [t('demos.lost_reason'), demo.lost_reason],
  ];
  return (
    <section className="card stack" aria-labelledby="details">
      <h2 id="details">{t('desk.details')}</h2>
      <dl className="desk-facts">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {demo.message && (
        <blockquote className="desk-quote" aria-label={t('desk.message')}>
          {demo.message}
        </blockquote>
      )}
    </section>
  );
}

function Steps({ demo }: { demo: Demo }) {
  const texts = useTexts();
  const { t, instant } = texts;
  return (
    <section className="card stack" aria-labelledby="steps">
      <h2 id="steps">{t('demos.steps')}</h2>
      <ol className="stack gap-s demo-steps">
        {(demo.steps ?? []).map((step) => (
          <li key={`${step.at} ${step.kind} ${step.text}`}>
            <strong>{t(`demo_step.${step.kind}`)}</strong>{' '}
            {step.slot && <span>{slotThere(step.slot, texts)}</span>}
            <p className="small muted">{[step.by, instant(step.at)].filter(Boolean).join(' · ')}</p>
            {step.text && <p className="prewrap">{step.text}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
