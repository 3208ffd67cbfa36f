import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import { Badge } from '../../../kit/Badge';
import { classes } from '../../../kit/classes';
import { LinkTo } from '../../../kit/LinkTo';
import { Attachments } from '../../../portal/features/requests/Attachments';
import { Conversation } from '../../../portal/features/requests/Conversation';
import { Timeline } from '../../../portal/features/requests/Timeline';
import { isOpenRequest, requestTone, requestType, staffDetails } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useLacks } from '../../state/StaffRights';
import { useTitle } from '../../useTitle';
import { Asked } from './Asked';
import { Assignee } from './Assignee';
import { DecisionForm } from './DecisionForm';
import { DuplicateForm } from './DuplicateForm';
import { ageWords, deskState, dueWords } from './dueWords';
import { Notes } from './Notes';
import { ProposalForm } from './ProposalForm';
import { Proposals } from './Proposals';

interface RequestPageProps {
  id: string;
}

/** One request with all that belongs to it: what is wanted beside what is, what was said, and the decision. */
export function RequestPage({ id }: RequestPageProps) {
  const texts = useTexts();
  const { t, instant, language } = texts;
  const request = useQuery({
    queryKey: ['request', id, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/requests/{request}', { params: { path: { request: id } }, signal })),
  });
  const title = request.data ? requestType(request.data.type, t) : t('desk.requests');
  useTitle(title);
  const lacks = useLacks('decide_requests');
  const { data } = request;
  if (!data) return <DeskProblem error={request.error} onRetry={request.refetch} />;
  const open = isOpenRequest(data.state);
  const decides = open && !lacks;
  const facts: [string, string][] = [
    [t('desk.customer'), data.customer_name || data.customer],
    ...(data.change ? [[t('desk.change'), data.change] as [string, string]] : []),
    ...staffDetails(data.details, texts),
  ];
  return (
    <>
      <p>
        <LinkTo to="/desk/requests">{t('desk.back')}</LinkTo>
      </p>
      <div className="row gap-s wrap">
        <h1>
          {title} · {data.customer_name || data.customer}
        </h1>
        <Badge tone={requestTone(data.state)}>{deskState(data.state, texts)}</Badge>
        {open && !data.waiting_since && (
          <span className={classes('queue-due', data.overdue && 'late')}>
            {dueWords(data, texts)}
          </span>
        )}
      </div>
      {lacks ? open && <p className="muted">{lacks}</p> : <Assignee request={data} />}
      <div className="desk-columns">
        <div className="stack gap-l">
          <section className="card stack" aria-labelledby="details">
            <h2 id="details">{t('desk.details')}</h2>
            <p className="muted small">
              {t('desk.since', { at: instant(data.created_at) })} ({ageWords(data, texts)}) ·{' '}
              <code>{data.id}</code>
            </p>
            <dl className="desk-facts">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
            {data.message && (
              <blockquote className="desk-quote" aria-label={t('desk.message')}>
                {data.message}
              </blockquote>
            )}
            {data.duplicate_of && (
              <p>
                <LinkTo to={`/desk/requests/${data.duplicate_of}`}>{t('desk.duplicate_of')}</LinkTo>
              </p>
            )}
          </section>
          <Asked request={data} />
          <Proposals request={data} />
          {decides ? (
            <DecisionForm request={data} />
          ) : (
            data.decision_reason && (
              <section className="card stack gap-s" aria-labelledby="decision">
                <h2 id="decision">{t('desk.decision')}</h2>
                <p className="prewrap">{data.decision_reason}</p>
              </section>
            )
          )}
          {decides && <ProposalForm key={data.proposals?.length} request={data} />}
          {decides && <DuplicateForm request={data} />}
        </div>
        <div className="stack gap-l">
          <Conversation request={data} isOpen={decides} atDesk />
          <Attachments request={data} isOpen={decides} />
          <Notes request={data} isOpen={!lacks} />
          <Timeline request={data} />
        </div>
      </div>
    </>
  );
}
