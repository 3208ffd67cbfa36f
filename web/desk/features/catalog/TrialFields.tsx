import { useTexts } from '../../../text/Texts';
import { keysAt, lengthAt, scalarAt } from '../../yaml/yamlText';
import { useForm } from './FormContext';
import { DaysValue, FaultsHere, PickValue, TextValue } from './FormFields';
import { useWords } from './useWords';

export function TrialFields() {
  const { t } = useTexts();
  const { catalog } = useForm();
  const words = useWords();
  const plan = scalarAt(catalog, ['trial', 'plan']);
  const count = lengthAt(catalog, ['plans']) ?? 0;
  const at = Array.from({ length: count }, (_, index) => index).find(
    (index) => plan !== undefined && scalarAt(catalog, ['plans', index, 'code']) === plan,
  );
  const sold = at === undefined ? [] : keysAt(catalog, ['plans', at, 'items']);
  const items = [...new Set([...sold, ...keysAt(catalog, ['trial', 'quantities'])])];
  return (
    <>
      <FaultsHere path={['trial']} />
      <div className="catalog-grid">
        <TextValue
          path={['trial', 'days']}
          label={t('catalog_form.trial_days')}
          hint={t('catalog_form.trial_days_hint')}
          look="count"
          least={1}
        />
        <PickValue
          path={['trial', 'plan']}
          label={t('catalog_form.trial_plan')}
          none={t('catalog_form.nothing_picked')}
          options={words.plans}
        />
        {items.map((item) => (
          <TextValue
            key={item}
            path={['trial', 'quantities', item]}
            label={t('catalog_form.trial_quantity', { item: words.say(words.items)(item) })}
            look="count"
            least={2}
          />
        ))}
        <DaysValue
          path={['trial', 'reminder_days_left']}
          label={t('catalog_form.trial_reminders')}
          hint={t('catalog_form.days_falling')}
        />
      </div>
    </>
  );
}
