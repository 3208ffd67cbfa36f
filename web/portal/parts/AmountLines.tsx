import type { Amounts } from '../../api/types';
import { Disclosure } from '../../kit/Disclosure';
import { useTexts } from '../../text/Texts';

interface AmountLinesProps {
  amounts: Amounts;
  /** Why tax is or is not charged, in words. */
  taxReason?: string | undefined;
}

/** Lines, tax and total exactly as the service computed them. */
export function AmountLines({ amounts, taxReason }: AmountLinesProps) {
  const { t, money, percent } = useTexts();
  const show = (amount: string) => money(amount, amounts.currency);
  return (
    <div className="amounts">
      <ul className="amount-lines">
        {amounts.lines.map((line) => (
          <li key={`${line.item} ${line.kind} ${line.from} ${line.amount}`}>
            <div className="amount-row">
              <span>
                <span className="capital">{line.name}</span>
                <span className="muted small numbers line-note">
                  {line.quantity} × {show(line.unit_price)}
                </span>
              </span>
              <span className="numbers nowrap">{show(line.amount)}</span>
            </div>
          </li>
        ))}
      </ul>
      {amounts.lines.some((line) => line.explanation) && (
        <Disclosure summary={t('amounts.how')}>
          <ul className="plain-list small">
            {amounts.lines.map((line) => (
              <li key={`${line.item} ${line.kind} ${line.from}`}>
                <strong>{line.name}</strong>
                <br />
                {line.explanation}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
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
      </dl>
      {taxReason && <p className="small muted tax-reason">{taxReason}</p>}
    </div>
  );
}
