import { useTexts } from '../../../text/Texts';
import { lengthAt, scalarAt } from '../../yaml/yamlText';
import { Fold } from './Fold';
import { catalogName, textPlaces, useForm, useNames } from './FormContext';
import { FaultsHere } from './FormFields';
import { placeOf } from './faults';
import { PlanFields } from './PlanFields';

/** The plans, in the order in which customers see them. */
export function PlanList() {
  const { t } = useTexts();
  const { catalog, texts } = useForm();
  const nameOf = useNames();
  const count = lengthAt(catalog, ['plans']);
  if (count === undefined) return <p className="muted">{t('catalog_form.not_here')}</p>;
  return (
    <>
      <FaultsHere path={['plans']} />
      {Array.from({ length: count }, (_, at) => {
        const code = scalarAt(catalog, ['plans', at, 'code']) ?? '';
        const name = nameOf(`plans.${code}.name`, code);
        const place = placeOf(catalogName, ['plans', at]);
        return (
          <div key={at} data-place={place}>
            <Fold
              summary={
                <>
                  {name} <code>{code}</code>
                </>
              }
              holds={[`${place}/`, ...textPlaces(texts, `plans.${code}.`)]}
            >
              {() => <PlanFields at={at} code={code} count={count} name={name} />}
            </Fold>
            <FaultsHere path={['plans', at]} />
          </div>
        );
      })}
    </>
  );
}
