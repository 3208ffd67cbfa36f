import { LinkTo } from '../../../kit/LinkTo';
import { InvoiceDocument } from '../../../portal/features/invoices/InvoiceDocument';
import { DocumentFiles, PdfLink } from '../../../portal/parts/DocumentFiles';
import { usePortal } from '../../../portal/state/PortalContext';
import { useInvoice } from '../../../portal/state/queries';
import { isZero } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { DeskProblem } from '../../DeskProblem';
import { LineCause } from './LineCause';
import { NoteTransfer, Refund, Waive } from './MoneyActs';

/** One document as the customer sees it, with why each line is on it and what staff can do about it. */
export function InvoiceTab({ id }: { id: string }) {
  const { t } = useTexts();
  const { customer } = usePortal();
  const invoice = useInvoice(id);
  const { data } = invoice;
  if (!data) return <DeskProblem error={invoice.error} onRetry={invoice.refetch} />;
  const isInvoice = data.kind === 'invoice';
  return (
    <>
      <div className="row wrap between">
        <LinkTo to={`/desk/customers/${customer.id}/money`}>{t('customer.tab_money')}</LinkTo>
        <div className="row wrap gap-s">
          <PdfLink invoice={data} />
          {isInvoice && data.status === 'open' && <NoteTransfer invoice={data} />}
          {isInvoice && !isZero(data.paid) && <Refund invoice={data} />}
          {isInvoice && !isZero(data.open) && <Waive invoice={data} />}
        </div>
      </div>
      <InvoiceDocument invoice={data} below={(line) => <LineCause invoice={data} line={line} />} />
      <DocumentFiles invoice={data} />
    </>
  );
}
