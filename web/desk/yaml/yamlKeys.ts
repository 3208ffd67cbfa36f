import { isMap, isScalar, type Pair, type Scalar } from 'yaml';
import {
  type Any,
  endOf,
  endOfPair,
  find,
  isFlow,
  isNull,
  type Path,
  pairsOf,
  readYaml,
  startOf,
  type YamlText,
} from './yamlText';
import {
  changed,
  checked,
  columnOf,
  insertLine,
  type Js,
  lineEnd,
  lineStart,
  NotHere,
  splice,
  valuesOf,
  written,
} from './yamlWrite';

/** `order` says behind which keys of the same mapping a new one is written. */
export function setScalar(
  text: string,
  path: Path,
  value: string,
  order: readonly string[] = [],
): string {
  const yaml = readYaml(text);
  const found = find(yaml, path);
  const result = (after: string) => checked(yaml, after, (all) => changed(all, path, () => value));
  if (!found) return result(insert(yaml, path, (inFlow) => written(value, inFlow), order));
  const { node, inFlow, pair } = found;
  if (isScalar(node) && !isNull(node)) {
    if (node.value === value) return text;
    const source = written(value, inFlow, node.type);
    return result(splice(text, startOf(yaml, node), endOf(yaml, node), source));
  }
  if (!isNull(node)) throw new NotHere();
  return result(fill(yaml, pair, node, written(value, inFlow)));
}

// The value of a key, whatever lines it takes, becomes `source` on the line of the key.
export function fill(
  yaml: YamlText,
  pair: Pair<Scalar, Any> | undefined,
  node: Any,
  source: string,
): string {
  if (node && isFlow(node))
    return splice(yaml.text, startOf(yaml, node), endOf(yaml, node), source);
  if (!pair) throw new NotHere();
  const colon = yaml.text.indexOf(':', pair.key.range?.[1] ?? 0) + 1;
  return splice(yaml.text, colon, Math.max(colon, endOfPair(yaml, pair)), ` ${source}`);
}

export type Source = (inFlow: boolean) => string;

// The keys that are not there yet are written into the last mapping that is.
export function insert(
  yaml: YamlText,
  path: Path,
  source: Source,
  order: readonly string[],
): string {
  let depth = path.length - 1;
  while (depth > 0 && !find(yaml, path.slice(0, depth))) depth -= 1;
  const found = find(yaml, path.slice(0, depth));
  const [key, ...rest] = path.slice(depth);
  if (!found || typeof key !== 'string' || rest.some((step) => typeof step !== 'string'))
    throw new NotHere();
  const { node, pair } = found;
  const within = (flow: boolean) =>
    rest.reduceRight<string>(
      (inner, step) => `{${written(`${step}`, true)}: ${inner}}`,
      source(flow || rest.length > 0),
    );
  const entry = (flow: boolean) => `${written(key, flow)}: ${within(flow)}`;
  if (isMap(node)) {
    const pairs = pairsOf(node);
    const known = order.slice(0, Math.max(0, order.indexOf(key)));
    const behind = pairs.findLast((one) => known.includes(`${one.key.value}`)) ?? pairs.at(-1);
    if (node.flow) {
      const end = behind ? endOfPair(yaml, behind) : startOf(yaml, node) + 1;
      return splice(yaml.text, end, end, (behind ? ', ' : '') + entry(true));
    }
    if (!behind) throw new NotHere();
    const blank = depth === 0 && rest.length > 0 ? '\n' : '';
    return insertLine(
      yaml.text,
      endOfPair(yaml, behind),
      blank + ' '.repeat(columnOf(yaml.text, pairs[0]?.key.range?.[0] ?? 0)) + entry(false),
    );
  }
  if (!isNull(node)) throw new NotHere();
  if (!pair && depth === 0) return `${yaml.text}${entry(false)}\n`;
  return fill(yaml, pair, node, `{${entry(true)}}`);
}

/** Takes a key out; mappings that would be empty without it go too, down to `least` keys of the path. */
export function remove(text: string, path: Path, least: number): string {
  const yaml = readYaml(text);
  if (!find(yaml, path)) return text;
  let gone = path;
  while (gone.length > least) {
    const holder = find(yaml, gone.slice(0, -1))?.node;
    if (!isMap(holder) || pairsOf(holder).length > 1) break;
    gone = gone.slice(0, -1);
  }
  const holder = find(yaml, gone.slice(0, -1))?.node;
  const pair = find(yaml, gone)?.pair;
  if (!isMap(holder) || !pair) throw new NotHere();
  const pairs = pairsOf(holder);
  const at = pairs.indexOf(pair);
  const start = pair.key.range?.[0] ?? 0;
  const end = endOfPair(yaml, pair);
  const next = pairs[at + 1]?.key.range?.[0];
  const before = pairs[at - 1];
  const cut = () => {
    if (holder.flow) {
      if (before) return splice(text, endOfPair(yaml, before), end, '');
      return splice(text, start, next ?? end, '');
    }
    if (text.slice(lineStart(text, start), start).trim() === '')
      return splice(text, lineStart(text, start), lineEnd(text, end), '');
    return splice(text, start, next ?? end, next === undefined ? '{}' : '');
  };
  return checked(yaml, cut(), (all) => changed(all, gone, () => undefined));
}

/** Gives a key another name, where it stands. */
export function renameKey(text: string, path: Path, name: string): string {
  const yaml = readYaml(text);
  const key = find(yaml, path)?.pair?.key;
  if (!key) return text;
  const inFlow = find(yaml, path)?.inFlow ?? false;
  const source = written(name, inFlow, key.type);
  const after = splice(text, key.range?.[0] ?? 0, key.range?.[1] ?? 0, source);
  const value = changed(valuesOf(yaml), path, (old) => old);
  const parent = path.slice(0, -1);
  let moved: Js | undefined;
  const without = changed(value, path, (old) => {
    moved = old;
    return undefined;
  });
  return checked(yaml, after, () => changed(without, [...parent, name], () => moved));
}
