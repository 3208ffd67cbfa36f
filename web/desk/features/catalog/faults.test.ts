import { expect, it } from 'vitest';
import { readYaml } from '../../yaml/yamlText';
import { faultsOf } from './faults';

const catalog = 'rules:\n  - {id: a, outcome: maybe}\n  - {id: b, outcome: no}\n';
const texts = 'plans.a.name: A\n';

function faults(
  mistakes: { document: string; line: number; column: number; message: string }[],
  now: { catalog?: string; texts?: string } = {},
) {
  return faultsOf(
    {
      documents: [
        { name: 'catalog.yaml', text: catalog },
        { name: 'texts.fr.yaml', text: texts },
      ],
      mistakes,
    },
    new Map([
      ['catalog.yaml', readYaml(now.catalog ?? catalog)],
      ['texts.fr.yaml', readYaml(now.texts ?? texts)],
    ]),
  ).map(({ place }) => place);
}

const column = (catalog.split('\n')[1] ?? '').indexOf('maybe') + 1;
const maybe = { document: 'catalog.yaml', line: 2, column, message: 'outcome: "maybe"' };

it('a mistake is told at what it speaks of', () => {
  expect(faults([maybe])).toEqual(['catalog.yaml/rules/0/outcome']);
});

it('it goes along when its row moves, and is gone once the value is another', () => {
  const moved = 'rules:\n  - {id: b, outcome: no}\n  - {id: a, outcome: maybe}\n';
  expect(faults([maybe], { catalog: moved })).toEqual(['catalog.yaml/rules/1/outcome']);
  expect(faults([maybe], { catalog: catalog.replace('maybe', 'no') })).toEqual([undefined]);
});

it('a text that is missing is told where it belongs', () => {
  const missing = {
    document: 'texts.fr.yaml',
    line: 0,
    column: 0,
    message: 'the text "plans.a.description" is missing in fr; texts.en.yaml:2 has it',
  };
  expect(faults([missing])).toEqual(['texts.fr.yaml/plans.a.description']);
  expect(faults([missing], { texts: `${texts}plans.a.description: B\n` })).toEqual([undefined]);
});

it('what no place is named for is in the list alone', () => {
  expect(
    faults([{ document: 'help/fr/1.md', line: 0, column: 0, message: 'no such "plan.x"' }]),
  ).toEqual([undefined]);
});
