import { useEffect, useState } from 'react';
import { isProblem } from '../../../api/problem';
import type { Customer, TaxNumberVerdict } from '../../../api/types';
import { Banner } from '../../../kit/Banner';
import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { HelpLink } from '../../parts/HelpLink';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { ProblemBanner } from '../../parts/ProblemBanner';
import { usePortal } from '../../state/PortalContext';
import { useCustomer, useSaveBilling } from '../../state/queries';
import { BillingForm } from './BillingForm';
import {
  firstWrongOf,
  inputOf,
  missingIn,
  refusedIn,
  rememberValues,
  sameValues,
  valuesOf,
} from './billingForm';

/** Who the next invoices are made out to, corrected at any time. */
export function BillingPage() {
  const { label } = usePortal();
  const customer = useCustomer();
  return (
    <Page
      before={<LinkTo to="/portal/subscription">{label('my_subscription')}</LinkTo>}
      title={label('billing_information')}
    >
      <Loaded query={customer} lines={8}>
        {({ data, etag }) => <BillingEditor customer={data} etag={etag} />}
      </Loaded>
      <HelpLink screen="billing" />
    </Page>
  );
}

function BillingEditor({ customer, etag }: { customer: Customer; etag: string }) {
  const { t } = useTexts();
  const { label } = usePortal();
  const saved = valuesOf(customer);
  const [values, setValues] = useState(saved);
  // Of what the values began with: a page that read a newer version meanwhile must not write over it.
  const [begunWith, setBegunWith] = useState(etag);
  const [verdict, setVerdict] = useState<TaxNumberVerdict>();
  const save = useSaveBilling();
  const unchanged = sameValues(values, saved);
  const errors = {
    ...(save.data && unchanged
      ? missingIn(save.data.data.billing.missing ?? [], t('billing.missing'))
      : {}),
    ...refusedIn(save.error, values),
  };
  const firstWrong = firstWrongOf(errors);
  useEffect(() => {
    if (firstWrong) document.querySelector<HTMLElement>(`[name="${firstWrong}"]`)?.focus();
  }, [firstWrong]);
  const send = () =>
    save.mutate(
      { input: inputOf(values), etag: begunWith },
      {
        onSuccess: (now) => {
          setValues(valuesOf(now.data));
          setBegunWith(now.etag);
          // What was typed during a purchase is older than this.
          rememberValues(customer.id, null);
        },
      },
    );
  const beginAnew = () => {
    setValues(saved);
    setBegunWith(etag);
    save.reset();
  };
  return (
    <form
      className="stack gap-l billing-page"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!save.isPending) send();
      }}
    >
      <BillingForm
        values={values}
        errors={errors}
        verdict={verdict}
        onVerdict={setVerdict}
        onEdit={(alter) => {
          setValues(alter);
          save.reset();
        }}
      />
      {save.error && (
        <ProblemBanner
          error={save.error}
          actions={
            isProblem(save.error, 'version_stale') && (
              <Button onClick={beginAnew}>{t('billing.read_again')}</Button>
            )
          }
        />
      )}
      {save.data && unchanged && (
        <Banner tone={firstWrong ? 'warning' : 'good'} announced>
          <p>{t(firstWrong ? 'billing.saved_incomplete' : 'billing.saved')}</p>
        </Banner>
      )}
      <div className="row wrap gap-s">
        <Button type="submit" look="primary" busy={save.isPending} disabled={unchanged}>
          {label('update_billing_information')}
        </Button>
        {!unchanged && <Button onClick={beginAnew}>{t('billing.discard')}</Button>}
      </div>
      <p className="small muted">{t('billing.only_next')}</p>
    </form>
  );
}
