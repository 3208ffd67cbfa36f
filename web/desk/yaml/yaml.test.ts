import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { remove, renameKey, setScalar } from './yamlKeys';
import { setEmpty, setList } from './yamlLists';
import { lineAt, pathAt, samePlace } from './yamlPlace';
import { addElement, moveElement, removeElement, repeatElement } from './yamlRows';
import {
  brokenLine,
  keysAt,
  lengthAt,
  listAt,
  type Path,
  readYaml,
  scalarAt,
  sourceAt,
  type YamlText,
} from './yamlText';
import { NotHere, written } from './yamlWrite';

const examples = fileURLToPath(new URL('../../../examples/', import.meta.url));
const file = (vendor: string, name: string) => readFileSync(`${examples}${vendor}/${name}`, 'utf8');
const vendors = readdirSync(examples, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const documents = vendors.flatMap((vendor) =>
  ['catalog.yaml', 'texts.fr.yaml', 'texts.en.yaml'].map((name) => ({
    name: `${vendor}/${name}`,
    text: file(vendor, name),
  })),
);
const sample = `# What is sold.
vendor: atelier
currencies: [EUR]
payment:
  card: true
  card_brands: [visa, mastercard, amex]
reminders: {renewal_days: [30]}

# All are fixtures.
plans:
  - code: small
    rank: 1
    cycles: [month, year]
    price: {EUR: {month: 99.00, year: 948.00}}
    items:
      user: {included: 1, min: 1, price: {EUR: {month: 89.00, year: 848.00}}}
      extra: {max: 1000, price: {EUR: {month: 10.00, year: 96.00}}}

  # Made to measure.
  - code: large
    rank: 2
    cycles: [month, year]
    contact_only: true
    self_managed: false
    items:
      user: {min: 1}
      extra: {}

trial:
  days: 30
  plan: small
  quantities: {user: 1}
  reminder_days_left: [7, 3, 1]

# First match wins.
rules:
  - {id: trial, when: {change: start_trial, state: none}, outcome: now}

  - {id: subscribe, when: {change: subscribe}, outcome: now}
`;
const rulesOrder = ['change', 'item', 'state', 'role'];

/** The lines of `after` that `before` does not have, and the other way round. */
function differing(before: string, after: string) {
  const one = before.split('\n');
  const other = after.split('\n');
  let start = 0;
  while (start < one.length && start < other.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < one.length - start &&
    end < other.length - start &&
    one.at(-1 - end) === other.at(-1 - end)
  )
    end += 1;
  return {
    gone: one.slice(start, one.length - end),
    come: other.slice(start, other.length - end),
  };
}

/** Every value of the document, by its path. */
function everyScalar(yaml: YamlText, path: Path = []): Path[] {
  if (scalarAt(yaml, path) !== undefined) return [path];
  const length = lengthAt(yaml, path);
  if (length !== undefined)
    return Array.from({ length }, (_, at) => everyScalar(yaml, [...path, at])).flat();
  return keysAt(yaml, path).flatMap((key) => everyScalar(yaml, [...path, key]));
}

describe.each(documents)('$name', ({ text }) => {
  const yaml = readYaml(text);
  const places = everyScalar(yaml);

  it('is read whole', () => {
    expect(brokenLine(yaml)).toBeUndefined();
    expect(places.length).toBeGreaterThan(20);
  });

  it('keeps every byte when each value is written as it is', () => {
    let after = text;
    for (const path of places.filter((_, at) => at % 5 === 0))
      after = setScalar(after, path, scalarAt(yaml, path) ?? '');
    expect(after).toBe(text);
  });

  it('changes the lines of one value only, and gets them back', () => {
    // Each edit reads the document three times; some of every kind are enough.
    for (const path of places.filter((_, at) => at % 17 === 0)) {
      const before = scalarAt(yaml, path) ?? '';
      const after = setScalar(text, path, 'other-1');
      const { gone, come } = differing(text, after);
      expect([path, come.length]).toEqual([path, gone.length]);
      expect([path, gone.length]).toEqual([path, 1]);
      expect(scalarAt(readYaml(after), path)).toBe('other-1');
      expect(setScalar(after, path, before)).toBe(text);
    }
  });

  it('finds each value by the line and column it stands on', () => {
    for (const path of places.filter((_, at) => at % 7 === 0)) {
      const source = sourceAt(yaml, path);
      const line = lineAt(yaml, path) ?? 0;
      const row = text.split('\n')[line - 1] ?? '';
      const found = [...row.matchAll(/[^\s{}[\],]+/g)].map(({ index }) =>
        pathAt(yaml, line, index + 1),
      );
      expect(found.some((one) => `${one}` === `${path}`)).toBe(true);
      expect(source.length).toBeGreaterThan(0);
    }
  });
});

describe.each(vendors)('the rows of %s', (vendor) => {
  const text = file(vendor, 'catalog.yaml');
  const yaml = readYaml(text);

  it.each(['plans', 'rules', 'items', 'roles', 'features'])(
    'of %s move down and up again, and every comment stays',
    (list) => {
      const count = lengthAt(yaml, [list]) ?? 0;
      expect(count).toBeGreaterThan(0);
      for (let at = 0; at + 1 < count; at += 5) {
        const moved = moveElement(text, [list], at, 1);
        expect(moved).not.toBe(text);
        expect(moveElement(moved, [list], at + 1, -1)).toBe(text);
        expect(comments(moved)).toEqual(comments(text));
      }
    },
  );

  it('are doubled and taken out again', () => {
    for (const list of ['plans', 'rules'])
      for (let at = 0; at < (lengthAt(yaml, [list]) ?? 0); at += 4)
        expect(removeElement(repeatElement(text, [list], at), [list], at + 1)).toBe(text);
  });

  it('get one more at their end', () => {
    const after = addElement(text, ['rules'], () => '{id: last, outcome: no}');
    expect(differing(text, after)).toEqual({ gone: [], come: ['  - {id: last, outcome: no}'] });
    expect(removeElement(after, ['rules'], lengthAt(yaml, ['rules']) ?? 0)).toBe(text);
  });
});

function comments(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => /^\s*#/.test(line))
    .sort();
}

describe('a price', () => {
  const price: Path = ['plans', 0, 'items', 'user', 'price', 'EUR', 'month'];

  it('keeps its digits, and changes one line', () => {
    expect(scalarAt(readYaml(sample), price)).toBe('89.00');
    const after = setScalar(sample, price, '109.50');
    expect(differing(sample, after)).toEqual({
      gone: ['      user: {included: 1, min: 1, price: {EUR: {month: 89.00, year: 848.00}}}'],
      come: ['      user: {included: 1, min: 1, price: {EUR: {month: 109.50, year: 848.00}}}'],
    });
  });

  it('is quoted where it would end the value it stands in', () => {
    const after = setScalar(sample, price, '109,50');
    expect(after).toContain('{month: "109,50", year: 848.00}');
  });

  it('that is gone takes the empty price with it', () => {
    const x: Path = ['plans', 0, 'items', 'extra', 'price'];
    const one = remove(sample, [...x, 'EUR', 'month'], x.length);
    expect(one).toContain('extra: {max: 1000, price: {EUR: {year: 96.00}}}');
    const none = remove(one, [...x, 'EUR', 'year'], x.length);
    expect(none).toContain('extra: {max: 1000}\n');
  });

  it('is written where there was none', () => {
    const path: Path = ['plans', 1, 'items', 'extra', 'price', 'EUR', 'month'];
    const after = setScalar(sample, path, '5');
    expect(after).toContain('      extra: {price: {EUR: {month: 5}}}\n');
  });
});

describe('a new key', () => {
  it('stands behind those that are written before it', () => {
    const path: Path = ['plans', 1, 'listed'];
    const after = setScalar(sample, path, 'false', ['self_managed', 'listed', 'items']);
    expect(differing(sample, after)).toEqual({ gone: [], come: ['    listed: false'] });
    expect(after).toContain('    self_managed: false\n    listed: false\n    items:\n');
  });

  it('stands in braces where its mapping does', () => {
    const after = setScalar(sample, ['trial', 'quantities', 'extra'], '2');
    expect(after).toContain('quantities: {user: 1, extra: 2}');
    const rule = setScalar(sample, ['rules', 0, 'when', 'role'], 'owner', rulesOrder);
    expect(rule).toContain('when: {change: start_trial, state: none, role: owner}');
    const between = setScalar(rule, ['rules', 0, 'when', 'item'], 'user', rulesOrder);
    expect(between).toContain('when: {change: start_trial, item: user, state: none, role: owner}');
  });

  it('makes the mapping it needs', () => {
    const after = setScalar(sample, ['pause', 'access'], 'none', ['payment', 'pause', 'trial']);
    expect(after).toContain('amex]\n\npause: {access: none}\nreminders:');
  });

  it('is written into a text without a line end', () => {
    expect(setScalar('a: 1', ['b'], '2')).toBe('a: 1\nb: 2\n');
    expect(setScalar('', ['b'], '2')).toBe('b: 2\n');
    expect(setScalar('a:\n', ['a', 'b'], '2')).toBe('a: {b: 2}\n');
  });

  it('is not written where another value stands', () => {
    expect(() => setScalar('a: 1\n', ['a', 'b'], '2')).toThrow(NotHere);
    expect(() => setScalar('a: [1]\n', ['a'], '2')).toThrow(NotHere);
  });
});

describe('a key that goes', () => {
  it('leaves the comments around it', () => {
    const text = 'a:\n  # one\n  b: 1  # of it\n  # two\n  c: 2\n';
    expect(remove(text, ['a', 'b'], 1)).toBe('a:\n  # one\n  # two\n  c: 2\n');
  });

  it('leaves the dash of its row', () => {
    expect(remove('- a: 1\n  b: 2\n', [0, 'a'], 2)).toBe('- b: 2\n');
    expect(remove('- a: 1\n', [0, 'a'], 2)).toBe('- {}\n');
  });

  it('that is not there changes nothing', () => {
    expect(remove(sample, ['trial', 'nothing'], 2)).toBe(sample);
  });
});

describe('a list', () => {
  const brands: Path = ['payment', 'card_brands'];

  it('loses one and gets one more where it stands', () => {
    const fewer = setList(sample, brands, ['visa', 'amex']);
    expect(fewer).toContain('card_brands: [visa, amex]\n');
    expect(setList(fewer, brands, ['visa', 'amex', 'jcb'])).toContain('[visa, amex, jcb]\n');
    expect(setList(sample, brands, [])).not.toContain('card_brands');
  });

  it('of one condition has no brackets', () => {
    const change: Path = ['rules', 0, 'when', 'change'];
    const two = setList(sample, change, ['start_trial', 'subscribe']);
    expect(two).toContain('when: {change: [start_trial, subscribe], state: none}');
    expect(setList(sample, change, ['subscribe'])).toContain('when: {change: subscribe, ');
    const role = setList(sample, ['rules', 1, 'when', 'role'], ['owner']);
    expect(role).toContain('when: {change: subscribe, role: owner}');
  });

  it('of days is written anew in another order', () => {
    const days: Path = ['trial', 'reminder_days_left'];
    expect(setList(sample, days, ['9', '7', '1'])).toContain('left: [9, 7, 1]\n');
    expect(setList(sample, ['reminders', 'resume_days'], ['7'])).toContain(
      'reminders: {renewal_days: [30], resume_days: [7]}',
    );
  });

  it('in rows keeps the comments of those that stay', () => {
    const text = 'a:\n  # one\n  - b\n  # two\n  - c\n';
    expect(setList(text, ['a'], ['c'])).toBe('a:\n  # two\n  - c\n');
    expect(setList(text, ['a'], ['b', 'c', 'd'])).toBe(`${text}  - d\n`);
    expect(listAt(readYaml(setList(text, ['a'], ['x', 'c'])), ['a'])).toEqual(['x', 'c']);
  });

  it('of nothing is a mapping to be filled', () => {
    const after = setEmpty(sample, ['plans', 1, 'items', 'y'], []);
    expect(after).toContain('      extra: {}\n      y: {}\n');
  });
});

describe('rows', () => {
  it('take the comment right above them along, and leave blank lines', () => {
    const text = 'a:\n  - 1\n\n  # of two\n  - 2\n';
    expect(moveElement(text, ['a'], 0, 1)).toBe('a:\n  # of two\n  - 2\n\n  - 1\n');
    expect(removeElement('a:\n  - 1\n\n  - 2\n\n  - 3\n', ['a'], 1)).toBe('a:\n  - 1\n\n  - 3\n');
  });

  it('move where the last line has no end', () => {
    expect(moveElement('- 1\n- 2', [], 0, 1)).toBe('- 2\n- 1');
  });

  it('move between brackets', () => {
    expect(moveElement('a: [1, {b: 2}, 3]\n', ['a'], 1, -1)).toBe('a: [{b: 2}, 1, 3]\n');
    expect(removeElement('a: [1, 2]\n', ['a'], 0)).toBe('a: [2]\n');
    expect(repeatElement('a: [1, 2]\n', ['a'], 0)).toBe('a: [1, 1, 2]\n');
  });

  it('are none when the last one goes', () => {
    expect(removeElement('a:\n  - 1\nb: 2\n', ['a'], 0)).toBe('a: []\nb: 2\n');
    expect(addElement('a: []\nb: 2\n', ['a'], () => 'x')).toBe('a: [x]\nb: 2\n');
    expect(addElement('b: 2\n', ['a'], () => 'x')).toBe('b: 2\na: [x]\n');
  });

  it('do not move past the ends', () => {
    expect(() => moveElement('a:\n  - 1\n', ['a'], 0, 1)).toThrow(NotHere);
    expect(() => moveElement('a:\n  - 1\n', ['a'], 0, -1)).toThrow(NotHere);
  });
});

describe('a value', () => {
  it.each([
    ['plain words', 'plain words'],
    ['l’été à 9 €', 'l’été à 9 €'],
    ['a: b', '"a: b"'],
    ['a #b', '"a #b"'],
    ['- a', '"- a"'],
    [' a', '" a"'],
    ['a ', '"a "'],
    ['', '""'],
    ['null', '"null"'],
    ['~', '"~"'],
    ['{a}', '"{a}"'],
    ['a, b', 'a, b'],
    ['say "hi"', 'say "hi"'],
    ['two\nlines', '"two\\nlines"'],
    ['a\u2028b', '"a\\u2028b"'],
    ['https://a.example/?b=c', 'https://a.example/?b=c'],
  ])('%j is written as %s', (value, source) => {
    expect(written(value, false)).toBe(source);
    expect(scalarAt(readYaml(`a: ${source}\n`), ['a']) ?? '').toBe(value);
  });

  it('keeps its quotes', () => {
    expect(setScalar("a: 'it'\n", ['a'], "it's")).toBe("a: 'it''s'\n");
    expect(setScalar('a: "b"\n', ['a'], 'c')).toBe('a: "c"\n');
    expect(setScalar('a: |\n  b\n  c\nd: 1\n', ['a'], 'e')).toBe('a: e\nd: 1\n');
  });

  it('is nothing when nothing is written', () => {
    expect(scalarAt(readYaml('a:\nb: ~\n'), ['a'])).toBeUndefined();
    expect(scalarAt(readYaml('a:\nb: ~\n'), ['b'])).toBeUndefined();
    expect(setScalar('a:\nb: ~\n', ['a'], 'x')).toBe('a: x\nb: ~\n');
  });
});

it('a key gets another name where it stands', () => {
  expect(renameKey('a: 1\nb.c: 2\n', ['b.c'], 'b.d')).toBe('a: 1\nb.d: 2\n');
});

it('a text that is no YAML says on which line', () => {
  expect(brokenLine(readYaml('a: 1\nb: {c: 1\nd: 2\n'))).toBeGreaterThan(1);
  expect(brokenLine(readYaml('a: 1\n'))).toBeUndefined();
});

describe('a place', () => {
  const yaml = readYaml(sample);

  it('is found from characters, not from bytes or halves of them', () => {
    expect(pathAt(readYaml('{é😀: x}'), 1, 6)).toEqual(['é😀']);
  });

  it('of a row is that of its mapping, which begins with its first key', () => {
    const line = sample.split('\n').indexOf('  - code: large') + 1;
    expect(pathAt(yaml, line, 5)).toEqual(['plans', 1]);
    expect(pathAt(yaml, line, 11)).toEqual(['plans', 1, 'code']);
    expect(pathAt(yaml, 0, 0)).toBeUndefined();
  });

  it('goes with the code of its row', () => {
    const moved = readYaml(moveElement(sample, ['rules'], 0, 1));
    expect(samePlace(yaml, moved, ['rules', 0, 'when'])).toEqual(['rules', 1, 'when']);
    expect(samePlace(yaml, moved, ['rules', 0, 'nothing'])).toBeUndefined();
    const fewer = readYaml(removeElement(sample, ['plans'], 1));
    expect(samePlace(yaml, fewer, ['plans', 1])).toBeUndefined();
  });
});
