import type { ReactNode } from 'react';
import type { Change } from '../../api/types';
import { Banner } from '../../kit/Banner';
import { LinkTo } from '../../kit/LinkTo';
import { isZero } from '../../text/format';
import { useTexts } from '../../text/Texts';

interface ChangeDoneProps {
  change: Change;
  children?: ReactNode;
}

/** A change that was confirmed without leaving the page: what holds now, what later, and the invoice. */
export function ChangeDone({ change, children }: ChangeDoneProps) {
  const { t, day, money } = useTexts();
  const { invoice, scheduled_on: later, outcome } = change;
  const scheduled = outcome === 'scheduled';
  return (
    <Banner
      tone="good"
      announced
      title={t(scheduled ? 'success.title_scheduled' : 'done.title')}
      actions={
        invoice?.id && (
          <LinkTo look="secondary" icon="invoice" to={`/portal/invoices/${invoice.id}`}>
            {t('success.see_invoice')}
          </LinkTo>
        )
      }
    >
      {!scheduled && !isZero(change.due) && (
        <p className="numbers">
          {t('success.paid', { amount: money(change.due, change.currency) })}
        </p>
      )}
      {children}
      {later && <p>{t(scheduled ? 'success.scheduled' : 'done.rest_on', { day: day(later) })}</p>}
    </Banner>
  );
}
