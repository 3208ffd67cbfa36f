import { Button } from '../../../kit/Button';
import { TextField } from '../../../kit/TextField';
import { useTexts } from '../../../text/Texts';
import { isThere, scalarAt } from '../../yaml/yamlText';
import { catalogName, useFaults, useForm } from './FormContext';
import { FaultsHere, ManyValue, PickValue, TextValue, Words } from './FormFields';
import { placeOf } from './faults';
import { textOnlyOfRule } from './formKeys';
import { removeRule, renameRule, repeatRule, setOutcome } from './rules';
import { TextOnly } from './TextOnly';
import { useWords } from './useWords';

interface RuleFieldsProps {
  at: number;
  id: string;
  onOpen: (at: number | undefined) => void;
}

/** What a rule matches, and what it answers. */
export function RuleFields({ at, id, onOpen }: RuleFieldsProps) {
  const { t } = useTexts();
  const { catalog, write, writeAll, seal } = useForm();
  const words = useWords();
  const rule = ['rules', at];
  const place = placeOf(catalogName, rule);
  const outcome = scalarAt(catalog, [...rule, 'outcome']) ?? '';
  const has = (key: string) => isThere(catalog, [...rule, key]);
  const refuses = outcome === 'staff' || outcome === 'no';
  const goesThrough = outcome === 'now' || outcome === 'period_end';
  const when = (key: string) => [...rule, 'when', key];
  return (
    <div className="stack">
      <FaultsHere path={rule} />
      <RuleName at={at} id={id} />
      <fieldset className="catalog-part">
        <legend>{t('catalog_form.rule_when')}</legend>
        <p className="hint">{t('catalog_form.rule_when_hint')}</p>
        <div className="catalog-conditions">
          <ManyValue
            path={when('change')}
            label={t('catalog_form.rule_change')}
            options={words.changes}
          />
          <ManyValue
            path={when('direction')}
            label={t('catalog_form.rule_direction')}
            options={words.directions}
          />
          <ManyValue
            path={when('from_plan')}
            label={t('catalog_form.from_plan')}
            options={words.plans}
          />
          <ManyValue
            path={when('to_plan')}
            label={t('catalog_form.to_plan')}
            options={words.plans}
          />
          <ManyValue
            path={when('from_cycle')}
            label={t('catalog_form.from_cycle')}
            options={words.cycles}
          />
          <ManyValue
            path={when('to_cycle')}
            label={t('catalog_form.to_cycle')}
            options={words.cycles}
          />
          <ManyValue path={when('item')} label={t('catalog_form.item')} options={words.items} />
          <ManyValue
            path={when('state')}
            label={t('catalog_form.rule_state')}
            options={words.states}
          />
          <ManyValue
            path={when('role')}
            label={t('catalog_form.rule_role')}
            options={words.roles}
          />
          <PickValue
            path={when('committed')}
            label={t('catalog_form.committed')}
            none={t('catalog_form.any')}
            options={[
              { value: 'true', text: t('catalog_form.committed_true') },
              { value: 'false', text: t('catalog_form.committed_false') },
            ]}
          />
        </div>
      </fieldset>
      <fieldset className="catalog-part">
        <legend>{t('catalog_form.rule_then')}</legend>
        <div className="catalog-grid">
          <PickValue
            path={[...rule, 'outcome']}
            label={t('catalog_form.rule_outcome')}
            options={words.outcomes}
            onPicked={(picked) =>
              write(`${place}/outcome`, catalogName, (text) => setOutcome(text, at, picked))
            }
          />
          {(goesThrough || has('billed')) && (
            <PickValue
              path={[...rule, 'billed']}
              label={t('catalog_form.billed')}
              otherwise="now"
              options={[
                { value: 'now', text: t('catalog_form.billed_now') },
                { value: 'next_invoice', text: t('catalog_form.billed_next_invoice') },
              ]}
            />
          )}
          {(goesThrough || has('unused')) && (
            <PickValue
              path={[...rule, 'unused']}
              label={t('catalog_form.unused')}
              otherwise="nothing"
              options={[
                { value: 'nothing', text: t('catalog_form.unused_nothing') },
                { value: 'credit', text: t('catalog_form.unused_credit') },
                { value: 'refund_by_staff', text: t('catalog_form.unused_refund_by_staff') },
              ]}
            />
          )}
          {(refuses || has('request')) && (
            <PickValue
              path={[...rule, 'request']}
              label={t('catalog_form.request')}
              none={t('catalog_form.request_none')}
              options={words.requests}
            />
          )}
          {(refuses || has('possible_from')) && (
            <PickValue
              path={[...rule, 'possible_from']}
              label={t('catalog_form.possible_from')}
              otherwise="never"
              options={[
                { value: 'never', text: t('catalog_form.possible_from_never') },
                { value: 'period_end', text: t('catalog_form.possible_from_period_end') },
                { value: 'commitment_end', text: t('catalog_form.possible_from_commitment_end') },
              ]}
            />
          )}
          {(!goesThrough || has('code')) && (
            <TextValue
              path={[...rule, 'code']}
              label={t('catalog_form.rule_code')}
              hint={t('catalog_form.rule_code_hint')}
              least={rule.length + 1}
            />
          )}
          <Words name={`rules.${id}`} label={t('catalog_form.reason')} />
        </div>
      </fieldset>
      <TextOnly paths={textOnlyOfRule(catalog, at)} />
      <div className="row wrap gap-s">
        <Button
          onClick={() => {
            seal();
            writeAll(`${place}/repeat`, (documents) => repeatRule(documents, at));
            seal();
            onOpen(at + 1);
          }}
        >
          {t('catalog_form.rule_repeat')}
        </Button>
        <Button
          onClick={() => {
            seal();
            writeAll(`${place}/remove`, (documents) => removeRule(documents, at));
            seal();
            onOpen(undefined);
          }}
        >
          {t('catalog_form.rule_remove')}
        </Button>
      </div>
    </div>
  );
}

function RuleName({ at, id }: { at: number; id: string }) {
  const { t } = useTexts();
  const { writeAll, seal } = useForm();
  const path = ['rules', at, 'id'];
  const place = placeOf(catalogName, path);
  const faults = useFaults(catalogName, path);
  return (
    <div className="catalog-field catalog-rule-name" data-place={place}>
      <TextField
        label={t('catalog_form.rule_name')}
        hint={t('catalog_form.rule_name_hint')}
        error={faults.join(' ')}
        autoComplete="off"
        maxLength={31}
        value={id}
        onBlur={seal}
        onText={(typed) => writeAll(place, (documents) => renameRule(documents, at, typed))}
      />
    </div>
  );
}
