import { Fragment, type ReactNode, useEffect, useState } from 'react';
import { Button } from '../../../kit/Button';
import { useTexts } from '../../../text/Texts';
import { addElement } from '../../yaml/yamlRows';
import { isThere, lengthAt, listAt, scalarAt } from '../../yaml/yamlText';
import { catalogName, textPlaces, useFaults, useForm } from './FormContext';
import { FaultsHere } from './FormFields';
import { placeOf } from './faults';
import { MoveButtons } from './MoveButtons';
import { RuleFields } from './RuleFields';
import { newId, ruleIds } from './rules';
import { useWords } from './useWords';

/** The rules in their order, for the first that matches answers. One of them is open for editing. */
export function RuleTable() {
  const { t } = useTexts();
  const { catalog, texts, wanted, write, seal } = useForm();
  const [opened, setOpened] = useState<number>();
  const count = lengthAt(catalog, ['rules']);
  const ids = ruleIds(catalog);
  useEffect(() => {
    if (wanted === undefined) return;
    const at = ids.findIndex((id, index) =>
      [`${placeOf(catalogName, ['rules', index])}/`, ...textPlaces(texts, `rules.${id}`)].some(
        (start) => wanted.startsWith(start),
      ),
    );
    if (at >= 0) setOpened(at);
  }, [wanted]);
  if (count === undefined) return <p className="muted">{t('catalog_form.not_here')}</p>;
  return (
    <>
      <p className="muted">{t('catalog_form.rules_text')}</p>
      <FaultsHere path={['rules']} />
      <table className="desk-table as-cards catalog-rules">
        <thead>
          <tr>
            <th scope="col">{t('catalog_form.rule')}</th>
            <th scope="col">{t('catalog_form.rule_change')}</th>
            <th scope="col">{t('catalog_form.rule_from_to')}</th>
            <th scope="col">{t('catalog_form.rule_direction')}</th>
            <th scope="col">{t('catalog_form.rule_state')}</th>
            <th scope="col">{t('catalog_form.rule_role')}</th>
            <th scope="col">{t('catalog_form.rule_outcome')}</th>
            <th scope="col">{t('catalog_form.rule_edit')}</th>
          </tr>
        </thead>
        <tbody>
          {ids.map((id, at) => (
            <Fragment key={`${at}`}>
              <RuleRow
                at={at}
                id={id}
                count={count}
                isOpen={opened === at}
                onToggle={() => setOpened(opened === at ? undefined : at)}
                onMoved={(to) => {
                  if (opened === at) setOpened(to);
                  else if (opened === to) setOpened(at);
                }}
              />
              {opened === at && (
                <tr className="catalog-rule-open">
                  <td colSpan={8}>
                    <RuleFields at={at} id={id} onOpen={setOpened} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
      <div>
        <Button
          icon="plus"
          onClick={() => {
            seal();
            write('rules/add', catalogName, (text) =>
              addElement(
                text,
                ['rules'],
                () => `{id: ${newId('new-rule', ids)}, when: {change: plan}, outcome: no}`,
              ),
            );
            seal();
            setOpened(count);
          }}
        >
          {t('catalog_form.rule_add')}
        </Button>
      </div>
    </>
  );
}

interface RuleRowProps {
  at: number;
  id: string;
  count: number;
  isOpen: boolean;
  onToggle: () => void;
  onMoved: (to: number) => void;
}

function RuleRow({ at, id, count, isOpen, onToggle, onMoved }: RuleRowProps) {
  const { t } = useTexts();
  const { catalog } = useForm();
  const words = useWords();
  const rule = ['rules', at];
  const faults = useFaults(catalogName, rule, 'within');
  const many = (key: string, say: (value: string) => string) =>
    listAt(catalog, [...rule, 'when', key])
      .map(say)
      .join(', ');
  const way = (from: string, to: string) =>
    from || to ? `${from || t('catalog_form.any')} → ${to || t('catalog_form.any')}` : '';
  const code = (value: string) => value;
  const cells: [label: string, content: ReactNode][] = [
    [
      t('catalog_form.rule_change'),
      [many('change', words.say(words.changes)) || t('catalog_form.any_change'), many('item', code)]
        .filter(Boolean)
        .join(' · '),
    ],
    [
      t('catalog_form.rule_from_to'),
      [
        way(many('from_plan', code), many('to_plan', code)),
        way(many('from_cycle', words.say(words.cycles)), many('to_cycle', words.say(words.cycles))),
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    [t('catalog_form.rule_direction'), many('direction', words.say(words.directions))],
    [
      t('catalog_form.rule_state'),
      [
        many('state', words.say(words.states)),
        isThere(catalog, [...rule, 'when', 'committed'])
          ? t(
              scalarAt(catalog, [...rule, 'when', 'committed']) === 'true'
                ? 'catalog_form.committed_true'
                : 'catalog_form.committed_false',
            )
          : '',
      ]
        .filter(Boolean)
        .join(' · '),
    ],
    [t('catalog_form.rule_role'), many('role', code)],
    [
      t('catalog_form.rule_outcome'),
      <strong key="outcome">
        {words.say(words.outcomes)(scalarAt(catalog, [...rule, 'outcome']) ?? '')}
      </strong>,
    ],
  ];
  return (
    <tr data-place={placeOf(catalogName, rule)}>
      <th scope="row">
        {at + 1}. <code>{id}</code>
        {!isOpen && faults.length > 0 && <p className="field-error">{faults.join(' ')}</p>}
      </th>
      {cells.map(([label, content]) => (
        <td key={label} data-label={label} className={content ? undefined : 'catalog-any'}>
          <span>{content || <span className="muted">{t('catalog_form.any')}</span>}</span>
        </td>
      ))}
      <td className="catalog-rule-acts">
        <span className="row gap-s">
          <MoveButtons list="rules" at={at} count={count} name={id} onMoved={onMoved} />
          <button
            type="button"
            className="button button-quiet"
            aria-expanded={isOpen}
            aria-label={t(
              isOpen ? 'catalog_form.rule_close_named' : 'catalog_form.rule_edit_named',
              { name: id },
            )}
            onClick={onToggle}
          >
            {t(isOpen ? 'catalog_form.rule_close' : 'catalog_form.rule_edit')}
          </button>
        </span>
      </td>
    </tr>
  );
}
