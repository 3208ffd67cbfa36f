import { isSeq, type YAMLSeq } from 'yaml';
import { fill, insert, type Source } from './yamlKeys';
import {
  type Any,
  endOf,
  find,
  isNull,
  type Path,
  readYaml,
  startOf,
  type YamlText,
} from './yamlText';
import { changed, checked, type Js, lineEnd, lineStart, NotHere, splice } from './yamlWrite';

interface Rows {
  yaml: YamlText;
  list: YAMLSeq;
  /** From its comment, if one stands right above it, to the end of its last line. */
  rows: { start: number; dash: number; end: number }[];
}

function rowsOf(text: string, path: Path): Rows {
  const yaml = readYaml(text);
  const list = find(yaml, path)?.node;
  if (!isSeq(list)) throw new NotHere();
  const rows: Rows['rows'] = [];
  if (!list.flow) {
    let least = 0;
    for (const element of list.items as Any[]) {
      const dash = text.lastIndexOf('-', startOf(yaml, element) - 1);
      let start = lineStart(text, dash);
      if (dash < least || text.slice(start, dash).trim() !== '') throw new NotHere();
      while (start > least) {
        const above = lineStart(text, start - 1);
        if (above < least || !/^\s*#/.test(text.slice(above, start))) break;
        start = above;
      }
      const end = lineEnd(text, endOf(yaml, element));
      rows.push({ start, dash, end });
      least = end;
    }
  }
  return { yaml, list, rows };
}

const withEnd = (row: string) => (row.endsWith('\n') ? row : `${row}\n`);

function listChanged(path: Path, change: (list: Js[]) => Js[]) {
  return (all: Js) => changed(all, path, (list) => change(Array.isArray(list) ? list : []));
}

/** An element changes places with the one before (-1) or behind it (1); the comment right above it goes with it. */
export function moveElement(text: string, path: Path, at: number, by: -1 | 1): string {
  const { yaml, list, rows } = rowsOf(text, path);
  const first = Math.min(at, at + by);
  const swapped = (all: Js[]) => {
    const copy = [...all];
    copy.splice(first, 2, ...all.slice(first, first + 2).reverse());
    return copy;
  };
  const place = (index: number) => {
    const row = rows[index];
    if (row) return [row.start, row.end] as const;
    const element = list.items[index] as Any;
    if (!element || !list.flow) throw new NotHere();
    return [startOf(yaml, element), endOf(yaml, element)] as const;
  };
  if (first < 0) throw new NotHere();
  const [start, end] = place(first);
  const [otherStart, otherEnd] = place(first + 1);
  let one = text.slice(start, end);
  let other = text.slice(otherStart, otherEnd);
  if (!list.flow && !other.endsWith('\n')) {
    other = withEnd(other);
    one = one.slice(0, -1);
  }
  const after =
    text.slice(0, start) + other + text.slice(end, otherStart) + one + text.slice(otherEnd);
  return checked(yaml, after, listChanged(path, swapped));
}

export function removeElement(text: string, path: Path, at: number): string {
  const { yaml, list, rows } = rowsOf(text, path);
  const without = (all: Js[]) => all.filter((_, index) => index !== at);
  const result = (after: string) => checked(yaml, after, listChanged(path, without));
  const elements = list.items as Any[];
  if (list.flow) {
    const before = elements[at - 1];
    const start = before ? endOf(yaml, before) : startOf(yaml, elements[at]);
    const next = elements[at + 1];
    const end = !before && next ? startOf(yaml, next) : endOf(yaml, elements[at]);
    return result(splice(text, start, end, ''));
  }
  const row = rows[at];
  if (!row) throw new NotHere();
  if (rows.length === 1) return result(fill(yaml, find(yaml, path)?.pair, list, '[]'));
  // Two blank lines would be left where one stood on each side.
  const hasBlanks = text.slice(0, row.start).endsWith('\n\n') && text.startsWith('\n', row.end);
  return result(splice(text, row.start, row.end + (hasBlanks ? 1 : 0), ''));
}

/** A copy of an element, right behind it and without the comment above it. */
export function repeatElement(text: string, path: Path, at: number): string {
  const { yaml, list, rows } = rowsOf(text, path);
  const twice = (all: Js[]) => [...all.slice(0, at + 1), all[at] ?? '', ...all.slice(at + 1)];
  const result = (after: string) => checked(yaml, after, listChanged(path, twice));
  if (list.flow) {
    const element = list.items[at] as Any;
    const end = endOf(yaml, element);
    return result(splice(text, end, end, `, ${text.slice(startOf(yaml, element), end)}`));
  }
  const row = rows[at];
  if (!row) throw new NotHere();
  const copy = withEnd(text.slice(lineStart(text, row.dash), row.end));
  return result(withEnd(text.slice(0, row.end)) + copy + text.slice(row.end));
}

/** A new last element; `source` is YAML on one line. */
export function addElement(text: string, path: Path, source: Source): string {
  const before = readYaml(text);
  const node = find(before, path)?.node;
  const value = readYaml(source(true)).document.toJS() as Js;
  const result = (after: string) =>
    checked(
      before,
      after,
      listChanged(path, (all) => [...all, value]),
    );
  if (!isSeq(node)) return result(insertList(before, path, source));
  if (node.flow) {
    const last = node.items.at(-1) as Any;
    const end = last ? endOf(before, last) : (node.range?.[0] ?? 0) + 1;
    return result(splice(text, end, end, `${last ? ', ' : ''}${source(true)}`));
  }
  const last = rowsOf(text, path).rows.at(-1);
  if (!last) throw new NotHere();
  const indent = text.slice(lineStart(text, last.dash), last.dash);
  return result(
    `${withEnd(text.slice(0, last.end))}${indent}- ${source(false)}\n${text.slice(last.end)}`,
  );
}

function insertList(yaml: YamlText, path: Path, source: Source): string {
  const found = find(yaml, path);
  if (!found) return insert(yaml, path, () => `[${source(true)}]`, []);
  if (!isNull(found.node)) throw new NotHere();
  return fill(yaml, found.pair, found.node, `[${source(true)}]`);
}
