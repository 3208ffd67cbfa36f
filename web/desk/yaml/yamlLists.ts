import { isMap, isScalar, isSeq } from 'yaml';
import { fill, insert, remove, setScalar } from './yamlKeys';
import { addElement, removeElement } from './yamlRows';
import { find, listAt, type Path, readYaml } from './yamlText';
import { alike, changed, checked, NotHere, written } from './yamlWrite';

/** An empty list leaves the key out, and the mapping that would be empty without it. */
export function setList(
  text: string,
  path: Path,
  values: readonly string[],
  order: readonly string[] = [],
): string {
  if (values.length === 0) return remove(text, path, Math.max(1, path.length - 1));
  const yaml = readYaml(text);
  const before = listAt(yaml, path);
  const node = find(yaml, path)?.node;
  if (isSeq(node)) {
    if (alike(before, [...values])) return text;
    const kept = before.filter((value) => values.includes(value));
    const added = values.slice(kept.length);
    // What stays where it was keeps the comments around it.
    if (alike(kept, values.slice(0, kept.length)) && kept.length > 0) {
      let after = text;
      for (let at = before.length - 1; at >= 0; at -= 1)
        if (!values.includes(before[at] ?? '')) after = removeElement(after, path, at);
      for (const value of added)
        after = addElement(after, path, (inFlow) => written(value, inFlow));
      return after;
    }
  }
  if (isScalar(node) && values.length === 1) return setScalar(text, path, values[0] ?? '', order);
  const source = (inFlow: boolean) =>
    values.length === 1 && !isSeq(node) && isOneOrMany(path)
      ? written(values[0] ?? '', inFlow)
      : `[${values.map((value) => written(value, true)).join(', ')}]`;
  const value = source(true).startsWith('[') ? [...values] : (values[0] ?? '');
  const result = (after: string) => checked(yaml, after, (all) => changed(all, path, () => value));
  const found = find(yaml, path);
  if (!found) return result(insert(yaml, path, source, order));
  if (isMap(node)) throw new NotHere();
  return result(fill(yaml, found.pair, node, source(found.inFlow)));
}

// A condition of one value is written without brackets.
function isOneOrMany(path: Path): boolean {
  return path.at(-2) === 'when';
}

/** A mapping without anything in it, where none is. */
export function setEmpty(text: string, path: Path, order: readonly string[]): string {
  const yaml = readYaml(text);
  if (find(yaml, path)) return text;
  return checked(
    yaml,
    insert(yaml, path, () => '{}', order),
    (all) => changed(all, path, () => ({})),
  );
}
