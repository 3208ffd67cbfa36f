import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { Session } from '../api/types';
import { useLive } from '../api/useLive';
import { LinkTo } from '../kit/LinkTo';
import { Segmented } from '../kit/Segmented';
import { SkipLink } from '../kit/SkipLink';
import { DemoClock } from '../portal/demo-clock/DemoClock';
import { useDemoClock } from '../portal/demo-clock/useDemoClock';
import { useTexts } from '../text/Texts';
import { AuditPage } from './features/audit/AuditPage';
import { CatalogPage } from './features/catalog/CatalogPage';
import { VersionPage } from './features/catalog/VersionPage';
import { WhatIfPage } from './features/catalog/WhatIfPage';
import { CustomerPage } from './features/customer/CustomerPage';
import { CustomersPage } from './features/customers/CustomersPage';
import { DemoPage } from './features/demos/DemoPage';
import { DemosPage } from './features/demos/DemosPage';
import { LedgerPage } from './features/ledger/LedgerPage';
import { NumbersPage } from './features/numbers/NumbersPage';
import { OperationsPage } from './features/operations/OperationsPage';
import { RequestPage } from './features/requests/RequestPage';
import { RequestsPage } from './features/requests/RequestsPage';
import { SecurityPage } from './features/security/SecurityPage';
import { StaffRights, useLacks } from './state/StaffRights';

interface DeskAppProps {
  session: Session;
  setLanguage: (code: string) => void;
}

export function DeskApp(props: DeskAppProps) {
  return (
    <StaffRights session={props.session}>
      <Desk {...props} />
    </StaffRights>
  );
}

function Desk({ session, setLanguage }: DeskAppProps) {
  const { t, language } = useTexts();
  const runsNoBilling = useLacks('run_billing');
  const recordsNoPayments = useLacks('record_payments');
  const readsNoAudit = useLacks('read_audit');
  const writesNoCatalog = useLacks('write_catalog');
  useLive('/v1/live');
  const [path] = useLocation();
  const clock = useDemoClock();
  return (
    <>
      <SkipLink>{t('shell.skip')}</SkipLink>
      <header className="desk-head">
        <p className="desk-name">
          <strong>{session.vendor.name}</strong> <span className="muted">{t('desk.title')}</span>
          {session.role?.name && (
            <span className="muted small"> {t('staff.role', { role: session.role.name })}</span>
          )}
        </p>
        <nav className="row wrap gap-s" aria-label={t('shell.navigation')}>
          <LinkTo
            className="desk-tab"
            icon="request"
            to="/desk/requests"
            current={path.startsWith('/desk/requests')}
          >
            {t('desk.requests')}
          </LinkTo>
          <LinkTo
            className="desk-tab"
            icon="people"
            to="/desk/demos"
            current={path.startsWith('/desk/demos')}
          >
            {t('demos.title')}
          </LinkTo>
          <LinkTo
            className="desk-tab"
            icon="customers"
            to="/desk/customers"
            current={path.startsWith('/desk/customers')}
          >
            {t('desk.customers')}
          </LinkTo>
          <LinkTo
            className="desk-tab"
            icon="chart"
            to="/desk/numbers"
            current={path.startsWith('/desk/numbers')}
          >
            {t('numbers.title')}
          </LinkTo>
          {!recordsNoPayments && (
            <LinkTo
              className="desk-tab"
              icon="invoice"
              to="/desk/ledger"
              current={path.startsWith('/desk/ledger')}
            >
              {t('ledger.title')}
            </LinkTo>
          )}
          {!runsNoBilling && (
            <LinkTo
              className="desk-tab"
              icon="clock"
              to="/desk/operations"
              current={path.startsWith('/desk/operations')}
            >
              {t('desk.operations')}
            </LinkTo>
          )}
          {!readsNoAudit && (
            <LinkTo
              className="desk-tab"
              icon="check"
              to="/desk/audit"
              current={path.startsWith('/desk/audit')}
            >
              {t('audit.title')}
            </LinkTo>
          )}
          {!writesNoCatalog && (
            <LinkTo
              className="desk-tab"
              icon="plan"
              to="/desk/catalog"
              current={path.startsWith('/desk/catalog')}
            >
              {t('catalog.title')}
            </LinkTo>
          )}
          <LinkTo
            className="desk-tab"
            icon="lock"
            to="/desk/security"
            current={path.startsWith('/desk/security')}
          >
            {t('security.title')}
          </LinkTo>
        </nav>
        <Segmented
          legend={t('account.language')}
          value={language}
          choices={session.languages.map((code) => ({
            value: code,
            text: <span lang={code}>{code.toUpperCase()}</span>,
          }))}
          onPick={setLanguage}
        />
      </header>
      <main id="main" className="desk-main stack gap-l" tabIndex={-1}>
        {clock && <DemoClock clock={clock} />}
        <Switch>
          <Route path="/desk/requests" component={RequestsPage} />
          <Route path="/desk/requests/:id">{({ id }) => <RequestPage id={id} />}</Route>
          <Route path="/desk/demos" component={DemosPage} />
          <Route path="/desk/demos/:id">{({ id }) => <DemoPage key={id} id={id} />}</Route>
          <Route path="/desk/customers" component={CustomersPage} />
          <Route path="/desk/customers/:id/invoices/:invoice">
            {({ id, invoice }) => (
              <CustomerPage id={id} invoice={invoice} session={session} setLanguage={setLanguage} />
            )}
          </Route>
          <Route path="/desk/customers/:id/:tab?">
            {({ id, tab }) => (
              <CustomerPage id={id} tab={tab} session={session} setLanguage={setLanguage} />
            )}
          </Route>
          <Route path="/desk/numbers" component={NumbersPage} />
          <Route path="/desk/ledger" component={LedgerPage} />
          <Route path="/desk/operations" component={OperationsPage} />
          <Route path="/desk/audit" component={AuditPage} />
          <Route path="/desk/catalog" component={CatalogPage} />
          <Route path="/desk/catalog/:id">{({ id }) => <VersionPage id={id} />}</Route>
          <Route path="/desk/catalog/:id/what-if">
            {({ id }) => <WhatIfPage key={id} id={id} />}
          </Route>
          <Route path="/desk/security">
            <SecurityPage vendor={session.vendor.code} />
          </Route>
          <Route>
            <Redirect to="/desk/requests" replace />
          </Route>
        </Switch>
      </main>
    </>
  );
}
