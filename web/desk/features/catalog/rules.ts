import type { CatalogDocument } from '../../state/catalogQueries';
import { remove, renameKey, setScalar } from '../../yaml/yamlKeys';
import { removeElement, repeatElement } from '../../yaml/yamlRows';
import { isThere, lengthAt, readYaml, scalarAt, type YamlText } from '../../yaml/yamlText';
import { catalogName } from './faults';
import { orderOf } from './formKeys';

export function ruleIds(catalog: YamlText): string[] {
  const length = lengthAt(catalog, ['rules']) ?? 0;
  return Array.from({ length }, (_, at) => scalarAt(catalog, ['rules', at, 'id']) ?? '');
}

/** `name`, or with the first number that makes it a new one. */
export function newId(name: string, ids: readonly string[]): string {
  if (!ids.includes(name)) return name;
  for (let number = 2; ; number += 1) {
    const id = `${name.slice(0, 28)}-${number}`;
    if (!ids.includes(id)) return id;
  }
}

/** Another answer, without the keys that say nothing beside it. */
export function setOutcome(text: string, at: number, outcome: string): string {
  const rule = ['rules', at];
  const goesThrough = outcome === 'now' || outcome === 'period_end';
  const refuses = outcome === 'staff' || outcome === 'no';
  const idle = [
    ...(goesThrough ? ['code'] : ['billed', 'unused']),
    ...(refuses ? [] : ['request', 'possible_from']),
  ];
  return idle.reduce(
    (before, key) => remove(before, [...rule, key], rule.length + 1),
    setScalar(text, [...rule, 'outcome'], outcome, orderOf(rule)),
  );
}

type Documents = CatalogDocument[];

function each(
  documents: Documents,
  change: (text: string, isCatalog: boolean) => string,
): Documents {
  return documents.map(({ name, text }) => ({ name, text: change(text, name === catalogName) }));
}

function idOf(documents: Documents, at: number): string {
  const catalog = documents.find(({ name }) => name === catalogName);
  return (catalog && ruleIds(readYaml(catalog.text))[at]) ?? '';
}

/** The texts know a rule by its name, so they change with it. */
export function renameRule(documents: Documents, at: number, to: string): Documents {
  const reason = `rules.${idOf(documents, at)}`;
  return each(documents, (text, isCatalog) => {
    if (isCatalog) return setScalar(text, ['rules', at, 'id'], to, orderOf(['rules', at]));
    if (to === '' || isThere(readYaml(text), [`rules.${to}`])) return text;
    return renameKey(text, [reason], `rules.${to}`);
  });
}

export function removeRule(documents: Documents, at: number): Documents {
  const reason = `rules.${idOf(documents, at)}`;
  return each(documents, (text, isCatalog) =>
    isCatalog ? removeElement(text, ['rules'], at) : remove(text, [reason], 1),
  );
}

/** A second one right behind it, with the same reason and a name of its own. */
export function repeatRule(documents: Documents, at: number): Documents {
  const id = idOf(documents, at);
  const catalog = documents.find(({ name }) => name === catalogName);
  const copy = newId(id, catalog ? ruleIds(readYaml(catalog.text)) : []);
  return each(documents, (text, isCatalog) => {
    if (isCatalog)
      return setScalar(repeatElement(text, ['rules'], at), ['rules', at + 1, 'id'], copy);
    const reason = scalarAt(readYaml(text), [`rules.${id}`]);
    if (reason === undefined) return text;
    return setScalar(text, [`rules.${copy}`], reason, [`rules.${id}`, `rules.${copy}`]);
  });
}
