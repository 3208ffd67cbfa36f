import type { ReactNode } from 'react';
import type { Invoice, Line } from '../../../api/types';
import { dayBefore } from '../../../text/format';
import { useTexts } from '../../../text/Texts';
import { InvoiceParty } from './InvoiceParty';

interface InvoiceDocumentProps {
  invoice: Invoice;
  /** What is told below a line, where somebody needs more than the customer. */
  below?: (line: Line) => ReactNode;
}

/** The document as issued: who, whom, what, tax and why, and what was paid. Prints on A4. */
export function InvoiceDocument({ invoice, below }: InvoiceDocumentProps) {
  const { t, day, money, percent } = useTexts();
  const show = (amount: string) => money(amount, invoice.currency);
  const [from, to] = invoice.period;
  const span = (first: string, end: string) =>
    t('invoice.period_value', { from: day(first), to: day(dayBefore(end)) });
  return (
    <article className="card document" aria-label={invoice.number}>
      <div className="document-head">
        <p className="document-title">{t(`invoice_kind.${invoice.kind}`)}</p>
        <dl className="facts">
          <div>
            <dt>{t('invoice.number')}</dt>
            <dd>{invoice.number}</dd>
          </div>
          <div>
            <dt>{t('invoice.issued_on')}</dt>
            <dd>{day(invoice.issued_on)}</dd>
          </div>
          {invoice.due_on && (
            <div>
              <dt>{t('invoice.due_on')}</dt>
              <dd>{day(invoice.due_on)}</dd>
            </div>
          )}
          {from && to && (
            <div>
              <dt>{t('invoice.period')}</dt>
              <dd>{span(from, to)}</dd>
            </div>
          )}
        </dl>
      </div>
      <div className="parties">
        <InvoiceParty title={t('invoice.seller')} party={invoice.seller} />
        <InvoiceParty title={t('invoice.buyer')} party={invoice.buyer} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the keyboard. */}
      <section className="table-scroll" tabIndex={0} aria-label={t('invoice.lines')}>
        <table className="lines">
          <thead>
            <tr>
              <th scope="col">{t('invoice.what')}</th>
              <th scope="col" className="number">
                {t('invoice.quantity')}
              </th>
              <th scope="col" className="number">
                {t('invoice.unit_price')}
              </th>
              <th scope="col" className="number">
                {t('invoice.amount')}
              </th>
            </tr>
          </thead>
          <tbody>
            {invoice.lines.map((line) => (
              <tr key={`${line.item} ${line.kind} ${line.from} ${line.amount}`}>
                <th scope="row">
                  <span className="capital">{line.name}</span>
                  <span className="small muted line-note">
                    {line.explanation || span(line.from, line.to)}
                  </span>
                  {below?.(line)}
                </th>
                <td className="number">{line.quantity}</td>
                <td className="number">{show(line.unit_price)}</td>
                <td className="number">{show(line.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <dl className="document-sums">
        <div className="amount-row">
          <dt>{t('amounts.net')}</dt>
          <dd className="numbers">{show(invoice.net)}</dd>
        </div>
        {invoice.taxes.map((tax) => (
          <div className="amount-row" key={`${tax.name} ${tax.rate}`}>
            <dt>
              {tax.label} {percent(tax.rate)}
            </dt>
            <dd className="numbers">{show(tax.amount)}</dd>
          </div>
        ))}
        <div className="amount-row amount-total">
          <dt>{t('amounts.total')}</dt>
          <dd className="numbers">{show(invoice.total)}</dd>
        </div>
        <div className="amount-row">
          <dt>{t('invoice.paid')}</dt>
          <dd className="numbers">{show(invoice.paid)}</dd>
        </div>
      </dl>
      {invoice.tax.text && <p className="document-mention">{invoice.tax.text}</p>}
      {invoice.seller.mentions && <p className="small muted">{invoice.seller.mentions}</p>}
    </article>
  );
}
