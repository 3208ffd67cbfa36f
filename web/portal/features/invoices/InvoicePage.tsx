import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { DocumentFiles, PdfLink } from '../../parts/DocumentFiles';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { usePortal } from '../../state/PortalContext';
import { useInvoice } from '../../state/queries';
import { InvoiceDocument } from './InvoiceDocument';
import { isPayable } from './InvoicesPage';

interface InvoicePageProps {
  id: string;
}

export function InvoicePage({ id }: InvoicePageProps) {
  const { t } = useTexts();
  const { label, may } = usePortal();
  const invoice = useInvoice(id);
  const kind = invoice.data?.kind ?? 'invoice';
  return (
    <Page
      before={<LinkTo to="/portal/invoices">{label('invoices')}</LinkTo>}
      title={`${t(`invoice_kind.${kind}`)} ${invoice.data?.number ?? ''}`.trim()}
      aside={
        <div className="row wrap gap-s">
          {invoice.data && isPayable(invoice.data) && may('edit_billing') && (
            <LinkTo look="primary" to={`/portal/invoices/${id}/pay`}>
              {t('past_due.pay_now')}
            </LinkTo>
          )}
          {invoice.data && <PdfLink invoice={invoice.data} />}
          <Button icon="print" onClick={() => window.print()}>
            {t('invoice.print')}
          </Button>
        </div>
      }
    >
      <Loaded query={invoice} lines={10}>
        {(data) => (
          <>
            <InvoiceDocument invoice={data} />
            <DocumentFiles invoice={data} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
