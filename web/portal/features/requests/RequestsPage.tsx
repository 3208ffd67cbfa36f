import { Badge } from '../../../kit/Badge';
import { requestState, requestTone, requestType } from '../../../text/requestWords';
import { useTexts } from '../../../text/Texts';
import { ContactButton } from '../../parts/ContactButton';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { usePortal } from '../../state/PortalContext';
import { useRequests } from '../../state/queries';

/** What was asked of staff and where each request stands. */
export function RequestsPage() {
  const { t, instant } = useTexts();
  const { label, offer } = usePortal();
  const requests = useRequests();
  const contact = offer.request_types?.find((type) => type === 'contact' || type === 'other');
  return (
    <Page
      title={label('requests')}
      aside={contact && <ContactButton request={{ type: contact }} text={label('contact_us')} />}
    >
      <Loaded query={requests}>
        {({ data }) =>
          data.length === 0 ? (
            <section className="card empty">
              <p>{t('requests.none')}</p>
            </section>
          ) : (
            <ul className="card item-list">
              {data.map((request) => (
                <li key={request.id} className="item">
                  <div className="item-main">
                    <strong>{requestType(request.type, t)}</strong>
                    <span className="muted small">
                      {instant(request.created_at)} · <code>{request.id}</code>
                    </span>
                    {request.message && <span className="prewrap">{request.message}</span>}
                    {request.decision_reason && (
                      <span className="small">
                        <strong>{t('requests.answer')}</strong> {request.decision_reason}
                      </span>
                    )}
                  </div>
                  <Badge tone={requestTone(request.state)}>{requestState(request.state, t)}</Badge>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <HelpLink screen="requests" />
    </Page>
  );
}
