import { lazy, Suspense, useEffect } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { useLive } from '../api/useLive';
import { Skeleton } from '../kit/Skeleton';
import { useTexts } from '../text/Texts';
import { HomePage } from './features/shell/HomePage';
import { NotFoundPage } from './features/shell/NotFoundPage';
import { Shell } from './features/shell/Shell';
import { isAct } from './state/life';
import { usePortal } from './state/PortalContext';

// Every page but the first is its own file, fetched when it is opened.
const SubscriptionPage = lazy(async () => ({
  default: (await import('./routes/SubscriptionPage')).SubscriptionPage,
}));
const SummaryPage = lazy(async () => ({
  default: (await import('./routes/SummaryPage')).SummaryPage,
}));
const PayPage = lazy(async () => ({ default: (await import('./routes/PayPage')).PayPage }));
const ReturnPage = lazy(async () => ({
  default: (await import('./routes/ReturnPage')).ReturnPage,
}));
const SuccessPage = lazy(async () => ({
  default: (await import('./routes/SuccessPage')).SuccessPage,
}));
const FailedPage = lazy(async () => ({
  default: (await import('./routes/FailedPage')).FailedPage,
}));
const InvoicesPage = lazy(async () => ({
  default: (await import('./features/invoices/InvoicesPage')).InvoicesPage,
}));
const InvoicePage = lazy(async () => ({
  default: (await import('./features/invoices/InvoicePage')).InvoicePage,
}));
const RequestsPage = lazy(async () => ({
  default: (await import('./features/requests/RequestsPage')).RequestsPage,
}));
const RequestPage = lazy(async () => ({
  default: (await import('./features/requests/RequestPage')).RequestPage,
}));
const ActPage = lazy(async () => ({
  default: (await import('./features/life/ActPage')).ActPage,
}));
const PayInvoicePage = lazy(async () => ({
  default: (await import('./features/payment/PayInvoicePage')).PayInvoicePage,
}));
const PaymentReturnPage = lazy(async () => ({
  default: (await import('./features/payment/PaymentReturnPage')).PaymentReturnPage,
}));
const PaymentMethodsPage = lazy(async () => ({
  default: (await import('./features/payment/PaymentMethodsPage')).PaymentMethodsPage,
}));
const BillingPage = lazy(async () => ({
  default: (await import('./features/billing-profile/BillingPage')).BillingPage,
}));
const UsersPage = lazy(async () => ({
  default: (await import('./routes/UsersPage')).UsersPage,
}));
const MembersPage = lazy(async () => ({
  default: (await import('./features/people/MembersPage')).MembersPage,
}));
const MemberPage = lazy(async () => ({
  default: (await import('./features/people/MemberPage')).MemberPage,
}));
const ProfilePage = lazy(async () => ({
  default: (await import('./features/profile/ProfilePage')).ProfilePage,
}));
const SecurityPage = lazy(async () => ({
  default: (await import('./features/security/SecurityPage')).SecurityPage,
}));
const HelpPage = lazy(async () => ({
  default: (await import('./features/help/HelpPage')).HelpPage,
}));
const HelpArticlePage = lazy(async () => ({
  default: (await import('./features/help/HelpPage')).HelpArticlePage,
}));

export function App() {
  const { t } = useTexts();
  const { customer } = usePortal();
  useLive(`/v1/customers/${customer.id}/live`, customer.last_event);
  const [path] = useLocation();
  // Every new page starts at its top.
  useEffect(() => window.scrollTo(0, 0), [path]);
  return (
    <Shell>
      <Suspense fallback={<Skeleton label={t('state.loading')} lines={6} />}>
        <Switch>
          <Route path="/portal" component={HomePage} />
          <Route path="/portal/subscription" component={SubscriptionPage} />
          <Route path="/portal/subscription/:act">
            {({ act }) => (isAct(act) ? <ActPage key={act} act={act} /> : <NotFoundPage />)}
          </Route>
          <Route path="/portal/payment/return" component={PaymentReturnPage} />
          <Route path="/portal/payment-method" component={PaymentMethodsPage} />
          <Route path="/portal/billing-information" component={BillingPage} />
          <Route path="/portal/checkout">
            <Redirect to="/portal/checkout/summary" replace />
          </Route>
          <Route path="/portal/checkout/summary" component={SummaryPage} />
          <Route path="/portal/checkout/billing" component={PayPage} />
          <Route path="/portal/checkout/return" component={ReturnPage} />
          <Route path="/portal/checkout/success" component={SuccessPage} />
          <Route path="/portal/checkout/failed" component={FailedPage} />
          <Route path="/portal/invoices" component={InvoicesPage} />
          <Route path="/portal/invoices/:id">{({ id }) => <InvoicePage id={id} />}</Route>
          <Route path="/portal/invoices/:id/pay">{({ id }) => <PayInvoicePage id={id} />}</Route>
          <Route path="/portal/requests" component={RequestsPage} />
          <Route path="/portal/requests/:id">{({ id }) => <RequestPage id={id} />}</Route>
          <Route path="/portal/users" component={UsersPage} />
          <Route path="/portal/members" component={MembersPage} />
          <Route path="/portal/members/:id">{({ id }) => <MemberPage key={id} id={id} />}</Route>
          <Route path="/portal/profile" component={ProfilePage} />
          <Route path="/portal/security" component={SecurityPage} />
          <Route path="/portal/help" component={HelpPage} />
          <Route path="/portal/help/:slug">{({ slug }) => <HelpArticlePage slug={slug} />}</Route>
          <Route component={NotFoundPage} />
        </Switch>
      </Suspense>
    </Shell>
  );
}
