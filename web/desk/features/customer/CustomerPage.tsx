import { useQuery } from '@tanstack/react-query';
import { api, body } from '../../../api/client';
import type { Session } from '../../../api/types';
import { Badge } from '../../../kit/Badge';
import { LinkTo } from '../../../kit/LinkTo';
import { PortalProvider, usePortal } from '../../../portal/state/PortalContext';
import { useSubscription } from '../../../portal/state/queries';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { FactList } from '../../parts/FactList';
import { stateTone } from '../../parts/stateTone';
import { useTitle } from '../../useTitle';
import { InvoiceTab } from './InvoiceTab';
import { MailsTab } from './MailsTab';
import { MoneyTab } from './MoneyTab';
import { OverviewTab } from './OverviewTab';
import { PeopleTab } from './PeopleTab';
import { RequestsTab } from './RequestsTab';
import { TimelineTab } from './TimelineTab';

export const tabs = ['overview', 'people', 'money', 'requests', 'mails', 'timeline'] as const;
type Tab = (typeof tabs)[number];

interface CustomerPageProps {
  id: string;
  session: Session;
  setLanguage: (code: string) => void;
  /** Which section; the overview when it is none of them. */
  tab?: string | undefined;
  /** One document of the customer. */
  invoice?: string | undefined;
}

/** Everything about one customer, section by section, each with an address of its own. */
export function CustomerPage({ id, session, setLanguage, tab, invoice }: CustomerPageProps) {
  const { language } = useTexts();
  const customer = useQuery({
    queryKey: ['customer', id, 'read'],
    queryFn: ({ signal }) =>
      body(api.GET('/v1/customers/{id}', { params: { path: { id } }, signal })),
  });
  const offer = useQuery({
    queryKey: ['offer', language],
    staleTime: 300_000,
    queryFn: ({ signal }) =>
      body(api.GET('/v1/offer', { params: { query: { language } }, signal })),
  });
  if (!customer.data || !offer.data)
    return (
      <DeskProblem
        error={customer.error ?? offer.error}
        onRetry={() => {
          void customer.refetch();
          void offer.refetch();
        }}
      />
    );
  const known = tabs.find((one) => one === tab) ?? 'overview';
  return (
    <PortalProvider
      key={id}
      session={session}
      offer={offer.data}
      // The desk follows all customers by itself.
      customer={{ id, name: customer.data.name, last_event: 0 }}
      setLanguage={setLanguage}
    >
      <Head since={customer.data.created_at} billing={customer.data.billing} />
      <Tabs current={invoice ? 'money' : known} />
      {invoice ? <InvoiceTab id={invoice} /> : <Section tab={known} />}
    </PortalProvider>
  );
}

function Section({ tab }: { tab: Tab }) {
  switch (tab) {
    case 'people':
      return <PeopleTab />;
    case 'money':
      return <MoneyTab />;
    case 'requests':
      return <RequestsTab />;
    case 'mails':
      return <MailsTab />;
    case 'timeline':
      return <TimelineTab />;
    default:
      return <OverviewTab />;
  }
}

function Tabs({ current }: { current: Tab }) {
  const { t } = useTexts();
  const { customer } = usePortal();
  return (
    <nav className="desk-sections" aria-label={t('customer.sections')}>
      {tabs.map((tab) => (
        <LinkTo
          key={tab}
          className="desk-section"
          to={`/desk/customers/${customer.id}${tab === 'overview' ? '' : `/${tab}`}`}
          current={tab === current}
        >
          {t(`customer.tab_${tab}`)}
        </LinkTo>
      ))}
    </nav>
  );
}

interface HeadProps {
  since?: string | undefined;
  billing: { company?: string; email?: string; city?: string; country?: string };
}

/** Who it is and what they have, above every section. */
function Head({ since, billing }: HeadProps) {
  const { t, day, money, country, count } = useTexts();
  const { customer, cycleName, inOrder, itemName } = usePortal();
  useTitle(customer.name);
  const subscription = useSubscription();
  const members = useQuery({
    queryKey: ['members', customer.id],
    queryFn: ({ signal }) =>
      body(
        api.GET('/v1/customers/{id}/members', { params: { path: { id: customer.id } }, signal }),
      ),
  });
  const has = subscription.data;
  const owner = members.data?.data.find((member) => member.is_owner);
  const next = has?.next_invoice;
  return (
    <header className="stack gap-s">
      <p>
        <LinkTo to="/desk/customers">{t('desk.customers')}</LinkTo>
      </p>
      <div className="row gap-s wrap">
        <h1>{customer.name}</h1>
        {has && <Badge tone={stateTone(has.state)}>{t(`subscription_state.${has.state}`)}</Badge>}
      </div>
      <p className="muted small">
        <code>{customer.id}</code>
        {since && ` · ${t('customer.kept_since', { day: day(since.slice(0, 10)) })}`}
      </p>
      {!has && subscription.error && (
        <DeskProblem error={subscription.error} onRetry={subscription.refetch} />
      )}
      <div className="card">
        <FactList
          facts={[
            [
              t('customers.plan'),
              [has?.plan_name, has?.cycle && has.state !== 'none' && cycleName(has.cycle)]
                .filter(Boolean)
                .join(' · ') || (has ? '—' : '…'),
            ],
            [
              t('customers.quantities'),
              has &&
                inOrder(has.quantities)
                  .map(([code, number]) =>
                    t('customer.quantity_of', {
                      count: count(number),
                      name: itemName(code, number),
                    }),
                  )
                  .join(', '),
            ],
            [
              t('customers.next_invoice'),
              has &&
                (next
                  ? t('customer.next_value', {
                      amount: money(next.total, next.currency),
                      day: day(next.on),
                    })
                  : t('customer.next_none')),
            ],
            [
              t('customers.owner'),
              owner ? (
                <>
                  {owner.name}
                  <span className="muted small desk-id">{owner.email}</span>
                </>
              ) : (
                members.data && t('customer.owner_none')
              ),
            ],
            [
              t('customer.billing'),
              [billing.company, billing.city, billing.country && country(billing.country)]
                .filter(Boolean)
                .join(', '),
            ],
          ]}
        />
      </div>
    </header>
  );
}
