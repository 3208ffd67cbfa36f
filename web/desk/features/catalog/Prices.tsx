import { useTexts } from '../../../text/Texts';
import { keysAt, listAt, type Path } from '../../yaml/yamlText';
import { useForm } from './FormContext';
import { FaultsHere, TextValue } from './FormFields';

interface PricesProps {
  /** Of the plan, or of one of its items. */
  path: Path;
  cycles: string[];
}

/** One price for each currency and cycle by which the plan is sold, and for those that stand there beside them. */
export function Prices({ path, cycles }: PricesProps) {
  const { t } = useTexts();
  const { catalog } = useForm();
  const price = [...path, 'price'];
  const currencies = union(listAt(catalog, ['currencies']), keysAt(catalog, price));
  return (
    <>
      {currencies.flatMap((currency) =>
        union(cycles, keysAt(catalog, [...price, currency])).map((cycle) => (
          <TextValue
            key={`${currency}/${cycle}`}
            path={[...price, currency, cycle]}
            label={t('catalog_form.price', {
              cycle: isCycle(cycle) ? t(`catalog_form.per_${cycle}`) : cycle,
              currency,
            })}
            look="amount"
            least={price.length}
          />
        )),
      )}
      <FaultsHere path={price} />
      {currencies.map((currency) => (
        <FaultsHere key={currency} path={[...price, currency]} />
      ))}
    </>
  );
}

function union(one: string[], other: string[]): string[] {
  return [...new Set([...one, ...other])];
}

function isCycle(text: string): text is 'month' | 'quarter' | 'year' {
  return ['month', 'quarter', 'year'].includes(text);
}
