import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { methodName } from '../../state/brands';
import { usePortal } from '../../state/PortalContext';
import { useCustomer, usePaymentMethods } from '../../state/queries';

/** What the next invoices are paid with and whom they are made out to, each with the way to change it. */
export function PayingFacts() {
  const { t, month } = useTexts();
  const { label } = usePortal();
  const methods = usePaymentMethods();
  const customer = useCustomer();
  const used = methods.data?.data.find((method) => method.is_default);
  const { company, first_name: first, last_name: last, city } = customer.data?.data.billing ?? {};
  const payer = company || [first, last].filter(Boolean).join(' ');
  return (
    <>
      <div>
        <dt>{label('payment_method')}</dt>
        <dd>
          {used && methodName(used)}
          {methods.data && !used && t('methods.none')}
          <span className="muted small life-note">
            {used?.expiry && `${t('payment.expires', { month: month(used.expiry) })} · `}
            <LinkTo to="/portal/payment-method">
              {t(used ? 'life.change_method' : 'methods.add_card')}
            </LinkTo>
          </span>
        </dd>
      </div>
      <div>
        <dt>{label('billing_information')}</dt>
        <dd>
          {[payer, city].filter(Boolean).join(', ')}
          <span className="small life-note">
            <LinkTo to="/portal/billing-information">{label('update_billing_information')}</LinkTo>
          </span>
        </dd>
      </div>
    </>
  );
}
