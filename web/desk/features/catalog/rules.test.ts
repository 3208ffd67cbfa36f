import { expect, it } from 'vitest';
import { newId, removeRule, renameRule, repeatRule, setOutcome } from './rules';

const documents = [
  {
    name: 'catalog.yaml',
    text: 'rules:\n  # first\n  - {id: a, outcome: staff, code: staff_only, request: demo}\n  - {id: b, outcome: no}\n',
  },
  { name: 'texts.fr.yaml', text: 'rules.a: Pourquoi\nvendor.name: X\n' },
  { name: 'texts.en.yaml', text: 'rules.a: Why\nrules.b: Because\n' },
];
const texts = (changed: typeof documents) => changed.map(({ text }) => text);

it('a rule takes its reason along to another name', () => {
  const [catalog, fr, en] = texts(renameRule(documents, 0, 'c'));
  expect(catalog).toContain('- {id: c, outcome: staff');
  expect(fr).toBe('rules.c: Pourquoi\nvendor.name: X\n');
  expect(en).toBe('rules.c: Why\nrules.b: Because\n');
});

it('a name that another has, on the way to one of its own, takes no reason', () => {
  const [, fr, en] = texts(renameRule(documents, 0, 'b'));
  expect(fr).toBe('rules.b: Pourquoi\nvendor.name: X\n');
  expect(en).toBe(documents[2]?.text);
});

it('a rule goes with its comment and its reasons', () => {
  expect(texts(removeRule(documents, 0))).toEqual([
    'rules:\n  - {id: b, outcome: no}\n',
    'vendor.name: X\n',
    'rules.b: Because\n',
  ]);
});

it('a second one has a name of its own and the same reason', () => {
  const [catalog, fr, en] = texts(repeatRule(documents, 0));
  expect(catalog).toContain('  - {id: a-2, outcome: staff, code: staff_only, request: demo}\n');
  expect(fr).toBe('rules.a: Pourquoi\nrules.a-2: Pourquoi\nvendor.name: X\n');
  expect(en).toBe('rules.a: Why\nrules.a-2: Why\nrules.b: Because\n');
  expect(newId('a', ['a', 'a-2'])).toBe('a-3');
});

it('another answer drops what says nothing beside it', () => {
  const text = documents[0]?.text ?? '';
  expect(setOutcome(text, 0, 'now')).toContain('- {id: a, outcome: now}\n');
  expect(setOutcome(text, 0, 'no')).toContain(
    '{id: a, outcome: no, code: staff_only, request: demo}',
  );
});
