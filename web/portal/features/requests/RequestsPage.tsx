import { useState } from 'react';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { Segmented } from '../../../kit/Segmented';
import { isOpenRequest, requestState, requestTone, requestType } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { ContactButton } from '../../parts/ContactButton';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { SupportAddress } from '../../parts/SupportAddress';
import { useWishWords } from '../../parts/useWishWords';
import { usePortal } from '../../state/PortalContext';
import { useRequests } from '../../state/queries';

const filters = ['all', 'open', 'closed'] as const;
type Filter = (typeof filters)[number];

/** What was asked of staff and where each request stands. */
export function RequestsPage() {
  const { t, instant } = useTexts();
  const { label, offer } = usePortal();
  const wishWords = useWishWords();
  const requests = useRequests();
  const [filter, setFilter] = useState<Filter>('all');
  const contact = offer.request_types?.find((type) => type === 'contact' || type === 'other');
  const button = contact && (
    <ContactButton request={{ type: contact }} text={label('contact_us')} />
  );
  return (
    <Page title={label('requests')} aside={button}>
      <Loaded query={requests}>
        {({ data }) => {
          if (data.length === 0)
            return (
              <section className="card empty stack">
                <p>{t('requests.none')}</p>
                <SupportAddress />
              </section>
            );
          const shown = data.filter(
            ({ state }) => filter === 'all' || isOpenRequest(state) === (filter === 'open'),
          );
          return (
            <>
              <div>
                <Segmented<Filter>
                  legend={t('requests.filter')}
                  value={filter}
                  choices={filters.map((value) => ({ value, text: t(`requests.filter_${value}`) }))}
                  onPick={setFilter}
                />
              </div>
              {shown.length === 0 ? (
                <p className="card empty">{t('requests.none_here')}</p>
              ) : (
                <ul className="card item-list">
                  {shown.map((request) => (
                    <li key={request.id} className="item">
                      <div className="item-main">
                        <LinkTo className="item-link" to={`/portal/requests/${request.id}`}>
                          {requestType(request.type, t)}
                        </LinkTo>
                        <span className="muted small">{instant(request.created_at)}</span>
                        {request.set && <span>{wishWords(request.set)}</span>}
                        {request.message && (
                          <span className="prewrap clamped">{request.message}</span>
                        )}
                        {request.decision_reason && (
                          <span className="small">
                            <strong>{t('requests.answer')}</strong> {request.decision_reason}
                          </span>
                        )}
                      </div>
                      <Badge tone={requestTone(request.state)}>
                        {requestState(request.state, t)}
                      </Badge>
                    </li>
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </Loaded>
      <HelpLink screen="requests" />
    </Page>
  );
}
