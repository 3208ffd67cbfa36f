import { isMap, isSeq } from 'yaml';
import {
  type Any,
  find,
  isThere,
  lengthAt,
  lineOf,
  type Path,
  pairsOf,
  scalarAt,
  startOf,
  type YamlText,
} from './yamlText';

/** Where a mistake stands that is said by line and column, both from 1 and counted in characters. */
export function pathAt(yaml: YamlText, line: number, column: number): Path | undefined {
  if (line < 1) return undefined;
  const lines = yaml.text.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const characters = Array.from(lines[line - 1] ?? '');
  const offset = before + characters.slice(0, Math.max(0, column - 1)).join('').length;
  return search(yaml, yaml.document.contents as Any, [], offset);
}

// What begins there; a mapping before its first key, which begins at the same place.
function search(yaml: YamlText, node: Any, path: Path, offset: number): Path | undefined {
  if (!node) return undefined;
  if (path.length > 0 && startOf(yaml, node) === offset) return path;
  if (isMap(node)) {
    for (const pair of pairsOf(node)) {
      const here = [...path, `${pair.key.value}`];
      if (pair.key.range?.[0] === offset) return here;
      const within = search(yaml, pair.value, here, offset);
      if (within) return within;
    }
  }
  if (isSeq(node)) {
    for (const [at, element] of node.items.entries()) {
      const within = search(yaml, element as Any, [...path, at], offset);
      if (within) return within;
    }
  }
  return undefined;
}

/** The line, from 1, on which it stands. */
export function lineAt(yaml: YamlText, path: Path): number | undefined {
  const found = find(yaml, path);
  if (!found) return undefined;
  return lineOf(yaml.text, found.pair?.key.range?.[0] ?? startOf(yaml, found.node));
}

/** Where it stands in another text of the same catalog: elements are known by their code, wherever they have moved. */
export function samePlace(from: YamlText, to: YamlText, path: Path): Path | undefined {
  const there: (string | number)[] = [];
  for (const [at, step] of path.entries()) {
    const place: number | string =
      typeof step === 'number' ? elementLike(from, to, path.slice(0, at), there, step) : step;
    there.push(place);
    if (!isThere(to, there)) return undefined;
  }
  return there;
}

function elementLike(from: YamlText, to: YamlText, list: Path, there: Path, at: number): number {
  for (const name of ['code', 'id']) {
    const code = scalarAt(from, [...list, at, name]);
    if (code === undefined) continue;
    const length = lengthAt(to, there) ?? 0;
    const alike = Array.from({ length }, (_, other) => other).filter(
      (other) => scalarAt(to, [...there, other, name]) === code,
    );
    if (alike.length === 1 && alike[0] !== undefined) return alike[0];
  }
  return at;
}
