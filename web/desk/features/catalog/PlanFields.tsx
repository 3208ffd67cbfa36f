import { useState } from 'react';
import { Button } from '../../../kit/Button';
import { Select } from '../../../kit/Select';
import { useTexts } from '../../../text/Texts';
import { remove } from '../../yaml/yamlKeys';
import { setEmpty } from '../../yaml/yamlLists';
import { isThere, keysAt, listAt, scalarAt } from '../../yaml/yamlText';
import { catalogName, useForm } from './FormContext';
import { FaultsHere, FlagValue, ManyValue, PickValue, TextValue, Words } from './FormFields';
import { placeOf } from './faults';
import { orderOf, textOnlyOfPlan } from './formKeys';
import { MoveButtons } from './MoveButtons';
import { Prices } from './Prices';
import { TextOnly } from './TextOnly';
import { useWords } from './useWords';

interface PlanFieldsProps {
  at: number;
  code: string;
  count: number;
  name: string;
}

export function PlanFields({ at, code, count, name }: PlanFieldsProps) {
  const { t } = useTexts();
  const { catalog } = useForm();
  const words = useWords();
  const path = ['plans', at];
  const cycles = listAt(catalog, [...path, 'cycles']);
  const isYes = (key: string) => scalarAt(catalog, [...path, key]) === 'true';
  const isPriced = !isYes('free') && !isYes('contact_only');
  const commitments = [...new Set([...cycles, ...keysAt(catalog, [...path, 'commitment_months'])])];
  return (
    <>
      <p>
        <MoveButtons list="plans" at={at} count={count} name={name} />
      </p>
      <div className="catalog-grid">
        <Words name={`plans.${code}.name`} label={t('catalog_form.plan_name')} needed />
        <Words name={`plans.${code}.description`} label={t('catalog_form.plan_description')} />
        <Words name={`plans.${code}.included`} label={t('catalog_form.plan_included')} />
        <TextValue
          path={[...path, 'rank']}
          label={t('catalog_form.rank')}
          hint={t('catalog_form.rank_hint')}
          look="count"
          needed
        />
        <PickValue
          path={[...path, 'proration']}
          label={t('catalog_form.proration')}
          otherwise="day"
          options={[
            { value: 'day', text: t('catalog_form.proration_day') },
            { value: 'second', text: t('catalog_form.proration_second') },
            { value: 'none', text: t('catalog_form.proration_none') },
          ]}
        />
      </div>
      <div className="catalog-grid">
        <FlagValue path={[...path, 'listed']} label={t('catalog_form.listed')} otherwise="true" />
        <FlagValue
          path={[...path, 'contact_only']}
          label={t('catalog_form.contact_only')}
          otherwise="false"
        />
        <FlagValue
          path={[...path, 'self_managed']}
          label={t('catalog_form.self_managed')}
          otherwise="true"
        />
        <FlagValue path={[...path, 'free']} label={t('catalog_form.free')} otherwise="false" />
      </div>
      <ManyValue
        path={[...path, 'cycles']}
        label={t('catalog_form.cycles')}
        options={words.cycles}
      />
      {(isPriced || isThere(catalog, [...path, 'price'])) && (
        <fieldset className="catalog-part" data-place={placeOf(catalogName, [...path, 'price'])}>
          <legend>{t('catalog_form.plan_price')}</legend>
          <p className="hint">{t('catalog_form.plan_price_hint')}</p>
          <div className="catalog-grid">
            <Prices path={path} cycles={cycles} />
          </div>
        </fieldset>
      )}
      {isPriced && (
        <fieldset className="catalog-part">
          <legend>{t('catalog_form.commitment')}</legend>
          <div className="catalog-grid">
            {commitments.map((cycle) => (
              <TextValue
                key={cycle}
                path={[...path, 'commitment_months', cycle]}
                label={t('catalog_form.commitment_months', {
                  cycle: words.say(words.cycles)(cycle),
                })}
                look="count"
                least={3}
              />
            ))}
            {isThere(catalog, [...path, 'commitment_months']) && (
              <FlagValue
                path={[...path, 'commitment_renews']}
                label={t('catalog_form.commitment_renews')}
                otherwise="true"
              />
            )}
          </div>
        </fieldset>
      )}
      {keysAt(catalog, [...path, 'items']).map((item) => (
        <ItemFields key={item} at={at} item={item} cycles={cycles} isPriced={isPriced} />
      ))}
      <AddItem at={at} />
      <TextOnly paths={textOnlyOfPlan(catalog, at)} />
    </>
  );
}

interface ItemFieldsProps {
  at: number;
  item: string;
  cycles: string[];
  isPriced: boolean;
}

function ItemFields({ at, item, cycles, isPriced }: ItemFieldsProps) {
  const { t } = useTexts();
  const { catalog, write, seal } = useForm();
  const words = useWords();
  const path = ['plans', at, 'items', item];
  const place = placeOf(catalogName, path);
  const name = words.say(words.items)(item);
  return (
    <fieldset className="catalog-part" data-place={place}>
      <legend>{name}</legend>
      <div className="catalog-grid">
        {(
          [
            ['included', '0'],
            ['min', '0'],
            ['max', '1000000'],
            ['step', '1'],
          ] as const
        ).map(([key, otherwise]) => (
          <TextValue
            key={key}
            path={[...path, key]}
            label={t(`catalog_form.item_${key}`)}
            otherwise={otherwise}
            look="count"
            least={path.length + 1}
          />
        ))}
        {(isPriced || isThere(catalog, [...path, 'price'])) && (
          <Prices path={path} cycles={cycles} />
        )}
      </div>
      <FaultsHere path={path} />
      <div>
        <Button
          look="quiet"
          aria-label={t('catalog_form.item_remove_named', { name })}
          onClick={() => {
            seal();
            write(`${place}/remove`, catalogName, (text) => remove(text, path, 3));
            seal();
          }}
        >
          {t('catalog_form.item_remove')}
        </Button>
      </div>
    </fieldset>
  );
}

function AddItem({ at }: { at: number }) {
  const { t } = useTexts();
  const { catalog, write, seal } = useForm();
  const [picked, setPicked] = useState('');
  const path = ['plans', at, 'items'];
  const sold = keysAt(catalog, path);
  const others = useWords().items.filter(({ value }) => !sold.includes(value));
  const item = others.some(({ value }) => value === picked) ? picked : others[0]?.value;
  if (item === undefined) return null;
  return (
    <div className="row wrap gap-s run-form">
      <Select
        label={t('catalog_form.item_other')}
        value={item}
        options={others}
        onPick={setPicked}
      />
      <Button
        onClick={() => {
          seal();
          write(`${placeOf(catalogName, path)}/add`, catalogName, (text) =>
            setEmpty(text, [...path, item], orderOf(path)),
          );
          seal();
        }}
      >
        {t('catalog_form.item_add')}
      </Button>
    </div>
  );
}
