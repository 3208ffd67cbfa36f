import type { Amounts, Line } from '../../api/types';
import { Icon } from '../../kit/Icon';
import { isZero } from '../../text/format';
import { useTexts } from '../../text/Texts';

interface AmountLinesProps {
  amounts: Amounts;
  /** Why tax is or is not charged, in words. */
  taxReason?: string | undefined;
  /** Of the total, what the balance pays, and what is left to pay. */
  fromBalance?: string | null | undefined;
  toPay?: string | null | undefined;
}

/** Lines, tax and total exactly as the service computed them; each line opens to its arithmetic. */
export function AmountLines({ amounts, taxReason, fromBalance, toPay }: AmountLinesProps) {
  const { t, money, percent } = useTexts();
  const show = (amount: string) => money(amount, amounts.currency);
  return (
    <div className="amounts">
      <ul className="amount-lines">
        {amounts.lines.map((line) => (
          <li key={`${line.item} ${line.kind} ${line.from} ${line.amount}`}>
            <AmountLine line={line} show={show} />
          </li>
        ))}
      </ul>
      <dl className="amount-sums">
        <div className="amount-row">
          <dt>{t('amounts.net')}</dt>
          <dd className="numbers nowrap">{show(amounts.net)}</dd>
        </div>
        {amounts.taxes.map((tax) => (
          <div className="amount-row" key={`${tax.name} ${tax.rate}`}>
            <dt>
              {tax.label} {percent(tax.rate)}
            </dt>
            <dd className="numbers nowrap">{show(tax.amount)}</dd>
          </div>
        ))}
        <div className="amount-row amount-total">
          <dt>{t('amounts.total')}</dt>
          <dd className="numbers nowrap">{show(amounts.total)}</dd>
        </div>
        {fromBalance && !isZero(fromBalance) && (
          <div className="amount-row">
            <dt>{t('amounts.from_balance')}</dt>
            <dd className="numbers nowrap">{show(fromBalance)}</dd>
          </div>
        )}
        {toPay && fromBalance && !isZero(fromBalance) && (
          <div className="amount-row amount-total">
            <dt>{t('amounts.to_pay')}</dt>
            <dd className="numbers nowrap">{show(toPay)}</dd>
          </div>
        )}
      </dl>
      {taxReason && <p className="small muted tax-reason">{taxReason}</p>}
    </div>
  );
}

interface AmountLineProps {
  line: Line;
  show: (amount: string) => string;
}

function AmountLine({ line, show }: AmountLineProps) {
  const { t } = useTexts();
  const row = (
    <>
      <span className="amount-name">
        <span className="capital">{line.name}</span>
        <span className="muted small numbers line-note">
          {line.kind === 'credit' && `${t('amounts.credit')} · `}
          {line.quantity} × {show(line.unit_price)}
        </span>
      </span>
      <span className="numbers nowrap">{show(line.amount)}</span>
    </>
  );
  if (!line.explanation) return <div className="amount-row">{row}</div>;
  return (
    <details className="amount-line">
      <summary className="amount-row">
        <Icon name="chevron" size={16} />
        {row}
      </summary>
      <p className="small muted numbers">{line.explanation}</p>
    </details>
  );
}
