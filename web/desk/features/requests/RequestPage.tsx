import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { Conversation } from '../../../portal/features/requests/Conversation';
import { Timeline } from '../../../portal/features/requests/Timeline';
import {
  detailName,
  isOpenRequest,
  requestState,
  requestTone,
  requestType,
} from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { useTitle } from '../../useTitle';
import { DecisionForm } from './DecisionForm';
import { useWishParts } from './useWishParts';

interface RequestPageProps {
  id: string;
}

/** One request with all that belongs to it, and the decision. */
export function RequestPage({ id }: RequestPageProps) {
  const { t, instant, language } = useTexts();
  const wishParts = useWishParts();
  const request = useQuery({
    queryKey: ['request', id, language],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/requests/{request}', { params: { path: { request: id } }, signal })),
  });
  const title = request.data ? requestType(request.data.type, t) : t('desk.requests');
  useTitle(title);
  const { data } = request;
  if (!data) return <DeskProblem error={request.error} onRetry={request.refetch} />;
  const wanted = wishParts(data.set);
  const facts: [string, string][] = [
    [t('desk.customer'), data.customer_name || data.customer],
    ...(wanted.length > 0 ? [[t('desk.set'), wanted.join(' · ')] as [string, string]] : []),
    ...(data.change ? [[t('desk.change'), data.change] as [string, string]] : []),
    ...Object.entries(data.details)
      .filter(([name]) => !name.startsWith('effect'))
      .map(([name, value]): [string, string] => [detailName(name, t), value]),
  ];
  return (
    <>
      <p>
        <LinkTo to="/desk/requests">{t('desk.back')}</LinkTo>
      </p>
      <div className="row gap-s wrap">
        <h1>{title}</h1>
        <Badge tone={requestTone(data.state)}>{requestState(data.state, t)}</Badge>
      </div>
      <section className="card stack" aria-labelledby="details">
        <h2 id="details">{t('desk.details')}</h2>
        <p className="muted small">
          {t('desk.since', { at: instant(data.created_at) })} · <code>{data.id}</code>
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
      </section>
      <Conversation request={data} isOpen={isOpenRequest(data.state)} atDesk />
      {isOpenRequest(data.state) ? (
        <DecisionForm request={data} />
      ) : (
        data.decision_reason && (
          <section className="card stack gap-s" aria-labelledby="decision">
            <h2 id="decision">{t('desk.decision')}</h2>
            <p>{data.decision_reason}</p>
          </section>
        )
      )}
      <Timeline request={data} />
    </>
  );
}
