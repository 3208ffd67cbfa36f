import type { Scalar } from 'yaml';
import { nullWords, type Path, readYaml, type YamlText } from './yamlText';

/** The edit cannot be made without touching more than it names. */
export class NotHere extends Error {}

const plainStart = /^[^\s\-?:,[\]{}#&*!|>'"%@`=]/;
// Line ends of one version of YAML or the other, and what no printer shows.
const odd = /[\p{Cc}\u2028\u2029\ufeff]/gu;

function isPlain(value: string, inFlow: boolean): boolean {
  if (!plainStart.test(value) || /\s$/.test(value) || nullWords.includes(value)) return false;
  if (value.search(odd) >= 0 || /:(\s|$)|\s#/.test(value)) return false;
  return !(inFlow && /[,[\]{}]/.test(value));
}

/** One value as YAML, in the quotes that it had if it can. */
export function written(value: string, inFlow: boolean, like?: Scalar.Type): string {
  const wantsQuotes = like === 'QUOTE_DOUBLE' || like === 'QUOTE_SINGLE';
  if (!wantsQuotes && isPlain(value, inFlow)) return value;
  if (like === 'QUOTE_SINGLE' && value.search(odd) < 0) return `'${value.replaceAll("'", "''")}'`;
  return JSON.stringify(value).replace(
    odd,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export type Js = string | Js[] | { [key: string]: Js };

export function valuesOf(yaml: YamlText): Js {
  return (yaml.document.toJS() ?? {}) as Js;
}

export function alike(a: Js | null | undefined, b: Js | null | undefined): boolean {
  // A key without a value is read as nothing.
  const one = a ?? '';
  const other = b ?? '';
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((element, at) => alike(element, other[at]))
    );
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => alike(one[key], other[key]))
  );
}

// Text is cut and joined here, so what came of it is read again before anybody sees it.
export function checked(before: YamlText, text: string, change: (values: Js) => Js): string {
  const after = readYaml(text);
  if (after.document.errors.length > 0 || !alike(valuesOf(after), change(valuesOf(before))))
    throw new NotHere();
  return text;
}

export function changed(
  values: Js,
  path: Path,
  change: (value: Js | undefined) => Js | undefined,
): Js {
  const [step, ...rest] = path;
  if (step === undefined) return change(values) ?? '';
  if (Array.isArray(values)) {
    const copy = [...values];
    const value = rest.length ? changed(copy[+step] ?? {}, rest, change) : change(copy[+step]);
    if (value === undefined) copy.splice(+step, 1);
    else copy[+step] = value;
    return copy;
  }
  const copy: { [key: string]: Js } = typeof values === 'object' ? { ...values } : {};
  const value = rest.length ? changed(copy[step] ?? {}, rest, change) : change(copy[step]);
  if (value === undefined) delete copy[step];
  else copy[step] = value;
  return copy;
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

// Behind the line end, or behind the text where there is none.
export function lineEnd(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end + 1;
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

export function insertLine(text: string, behind: number, line: string): string {
  const end = lineEnd(text, behind);
  const before = text.slice(0, end);
  return `${before}${before.endsWith('\n') ? '' : '\n'}${line}\n${text.slice(end)}`;
}

export function splice(text: string, start: number, end: number, source: string): string {
  return text.slice(0, start) + source + text.slice(end);
}
