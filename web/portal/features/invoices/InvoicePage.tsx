import { Button } from '../../../kit/Button';
import { LinkTo } from '../../../kit/LinkTo';
import { useTexts } from '../../../text/Texts';
import { Loaded } from '../../parts/Loaded';
import { Page } from '../../parts/Page';
import { usePortal } from '../../state/PortalContext';
import { useInvoice } from '../../state/queries';
import { InvoiceDocument } from './InvoiceDocument';

interface InvoicePageProps {
  id: string;
}

export function InvoicePage({ id }: InvoicePageProps) {
  const { t } = useTexts();
  const { label } = usePortal();
  const invoice = useInvoice(id);
  const kind = invoice.data?.kind ?? 'invoice';
  return (
    <Page
      before={<LinkTo to="/portal/invoices">{label('invoices')}</LinkTo>}
      title={`${t(`invoice_kind.${kind}`)} ${invoice.data?.number ?? ''}`.trim()}
      aside={
        <Button icon="print" onClick={() => window.print()}>
          {t('invoice.print')}
        </Button>
      }
    >
      <Loaded query={invoice} lines={10}>
        {(data) => <InvoiceDocument invoice={data} />}
      </Loaded>
    </Page>
  );
}
