// Comparisons that say what was compared.
import { deepStrictEqual } from 'node:assert';

export function same(actual, expected, what) {
  try {
    deepStrictEqual(actual, expected);
  } catch {
    throw new Error(`${what}: ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
  }
}

export function holds(condition, what) {
  if (!condition) throw new Error(what);
}

export function includes(text, part, what) {
  if (!String(text ?? '').includes(part))
    throw new Error(`${what}: ${JSON.stringify(text)} does not hold ${JSON.stringify(part)}`);
}

export function matches(text, pattern, what) {
  if (!pattern.test(String(text ?? '')))
    throw new Error(`${what}: ${JSON.stringify(text)} does not match ${pattern}`);
}
