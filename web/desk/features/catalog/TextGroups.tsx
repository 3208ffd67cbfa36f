import { useTexts } from '../../../text/Texts';
import { keysAt } from '../../yaml/yamlText';
import { Fold } from './Fold';
import { textPlaces, useForm } from './FormContext';
import { Words } from './FormFields';

export const textGroups = [
  'vendor',
  'seller',
  'items',
  'features',
  'roles',
  'staff_roles',
  'labels',
  'decline_reasons',
  'links',
] as const;

// What has no name is asked for; the rest may be left out in every language.
function isNeeded(key: string): boolean {
  return /^(features|roles|staff_roles)\.|\.name(_plural)?$/.test(key);
}

function groupOf(key: string): string {
  return key.slice(0, key.indexOf('.'));
}

/** Every text that is not beside its plan or its rule, with its languages side by side. */
export function TextGroups() {
  const { t } = useTexts();
  const { texts } = useForm();
  const keys = [...new Set(texts.flatMap(({ yaml }) => keysAt(yaml, [])))];
  if (texts.length === 0) return <p className="muted">{t('catalog_form.not_here')}</p>;
  return (
    <>
      {textGroups.map((group) => {
        const within = keys.filter((key) => groupOf(key) === group);
        if (within.length === 0) return null;
        return (
          <Fold
            key={group}
            summary={t('catalog_form.group_of', {
              group: t(`catalog_form.texts_${group}`),
              count: within.length,
            })}
            holds={textPlaces(texts, `${group}.`)}
          >
            {() =>
              within.map((key) => (
                <fieldset key={key} className="catalog-text-pair">
                  <legend>
                    <code>{key}</code>
                  </legend>
                  <div className="catalog-grid">
                    <Words name={key} label={key.slice(group.length + 1)} needed={isNeeded(key)} />
                  </div>
                </fieldset>
              ))
            }
          </Fold>
        );
      })}
    </>
  );
}
