import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';

/**
 * A document that is read and changed where it stands: what an edit does not name keeps every byte, comments, blanks and
 * order with it. A library that writes the whole document again would not keep them.
 */
export interface YamlText {
  text: string;
  document: Document.Parsed;
}

/** Where something stands: keys of mappings, and numbers of lists from 0. */
export type Path = readonly (string | number)[];

/** Every scalar is a text, as the service reads it: 99.00 keeps its digits. */
export function readYaml(text: string): YamlText {
  const document = parseDocument(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    strict: false,
    logLevel: 'silent',
  });
  return { text, document };
}

/** The line, from 1, on which the text stops being YAML; nothing when all of it is. */
export function brokenLine({ text, document }: YamlText): number | undefined {
  const [error] = document.errors;
  return error ? lineOf(text, error.pos[0]) : undefined;
}

export function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1))
    line += 1;
  return line;
}

export type Any = Node | null | undefined;

export interface Found {
  node: Any;
  /** Of a mapping; nothing for an element of a list, and for the document itself. */
  pair?: Pair<Scalar, Any>;
  inFlow: boolean;
}

export function isFlow(node: Any): boolean {
  return (isMap(node) || isSeq(node)) && node.flow === true;
}

export function pairsOf(map: YAMLMap): Pair<Scalar, Any>[] {
  return map.items.filter((pair) => isScalar(pair.key)) as Pair<Scalar, Any>[];
}

export function find({ document }: YamlText, path: Path): Found | undefined {
  let found: Found = { node: document.contents as Any, inFlow: false };
  for (const step of path) {
    const { node } = found;
    const inFlow = found.inFlow || isFlow(node);
    if (isMap(node)) {
      const pair = pairsOf(node).find(({ key }) => key.value === `${step}`);
      if (!pair) return undefined;
      found = { node: pair.value, pair, inFlow };
    } else if (isSeq(node) && typeof step === 'number' && step < node.items.length) {
      found = { node: node.items[step] as Any, inFlow };
    } else return undefined;
  }
  return found;
}

export const nullWords = ['', '~', 'null', 'Null', 'NULL'];

export function isNull(node: Any): boolean {
  return !node || (isScalar(node) && node.type === 'PLAIN' && nullWords.includes(`${node.value}`));
}

/** What stands there, if it is one value. */
export function scalarAt(yaml: YamlText, path: Path): string | undefined {
  const node = find(yaml, path)?.node;
  return isScalar(node) && !isNull(node) ? `${node.value}` : undefined;
}

/** The values of a list; a single value is a list of one. */
export function listAt(yaml: YamlText, path: Path): string[] {
  const node = find(yaml, path)?.node;
  if (isScalar(node)) return isNull(node) ? [] : [`${node.value}`];
  if (!isSeq(node)) return [];
  return node.items.filter(isScalar).map(({ value }) => `${value}`);
}

export function keysAt(yaml: YamlText, path: Path): string[] {
  const node = find(yaml, path)?.node;
  return isMap(node) ? pairsOf(node).map(({ key }) => `${key.value}`) : [];
}

/** How many elements the list has; nothing when it is no list. */
export function lengthAt(yaml: YamlText, path: Path): number | undefined {
  const node = find(yaml, path)?.node;
  return isSeq(node) ? node.items.length : undefined;
}

export function isThere(yaml: YamlText, path: Path): boolean {
  return find(yaml, path) !== undefined;
}

/** The value as it is written; what is not there is written as nothing. */
export function sourceAt(yaml: YamlText, path: Path): string {
  const found = find(yaml, path);
  if (!found || isNull(found.node)) return '';
  return yaml.text.slice(startOf(yaml, found.node), endOf(yaml, found.node));
}

export function startOf({ text }: YamlText, node: Any): number {
  const start = node?.range?.[0] ?? 0;
  // What is not in braces begins with its first key.
  if (isMap(node) && !node.flow) return pairsOf(node)[0]?.key.range?.[0] ?? start;
  if (!isSeq(node) || node.flow) return start;
  // The list begins with the dash of its first element.
  const first = node.items[0] as Any;
  return first?.range ? Math.max(0, text.lastIndexOf('-', first.range[0] - 1)) : start;
}

// Comments and blank lines behind a value belong to what follows.
export function endOf(yaml: YamlText, node: Any): number {
  if (isMap(node) && !node.flow) {
    const last = pairsOf(node).at(-1);
    if (last) return endOfPair(yaml, last);
  }
  if (isSeq(node) && !node.flow) {
    const last = node.items.at(-1) as Any;
    if (last) return endOf(yaml, last);
  }
  let end = node?.range?.[1] ?? 0;
  if (isScalar(node) && node.type?.startsWith('BLOCK'))
    while (end > 0 && /\s/.test(yaml.text[end - 1] ?? '')) end -= 1;
  return end;
}

export function endOfPair(yaml: YamlText, { key, value }: Pair<Scalar, Any>): number {
  const behind = key.range?.[1] ?? 0;
  const colon = yaml.text.indexOf(':', behind) + 1;
  return isNull(value) && !isWritten(value) ? Math.max(behind, colon) : endOf(yaml, value);
}

function isWritten(node: Any): boolean {
  return isScalar(node) && (node.range?.[1] ?? 0) > (node.range?.[0] ?? 0);
}
